"""Whole modules: their inventory, and their functions as black boxes."""
from __future__ import annotations

import json
import pathlib
import sys

import jsonschema
import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.support import program  # noqa: E402
from tests.support.report import validate  # noqa: E402

SCHEMA = json.loads((program.ROOT / "reports" / "scan.schema.json").read_text())
MODULE = '''
"""A module with one of each."""
import math, threading


def plain(n: int) -> int:
    return n * 2

def guessed(text, width=3):
    return text.center(width, ".")

def nothing_fits(channel):
    return channel.transmit()

def varies(n: int):
    return id(object())

async def waits():
    pass

class Box:
    pass

LIMIT = 3
'''


@pytest.fixture
def directory(tmp_path):
    (tmp_path / "own.py").write_text(MODULE)
    return tmp_path


def scan(directory, *arguments):
    done = program.run("scan", *arguments, "--json", "-", cwd=directory)
    print(done.stderr)
    scanned = json.loads(done.stdout)
    jsonschema.validate(scanned, SCHEMA)
    return done.status, scanned


def test_a_scan_lists_what_is_there_and_what_can_be_driven(directory):
    status, scanned = scan(directory, "own")
    functions = {one["name"]: one for one in scanned["functions"]}
    assert status == 0
    assert set(functions) == {"own:" + name for name in
                              ("Box", "guessed", "nothing_fits", "plain", "varies", "waits")}
    assert functions["own:plain"]["domain"] == "n: int"
    assert "str" in functions["own:guessed"]["domain"]
    assert "none of the values" in functions["own:nothing_fits"]["why"]
    assert "class" in functions["own:Box"]["why"]
    assert scanned["totals"] == {"public": 6, "drivable": 3, "unsupported": 3}


def test_a_scan_against_another_module_says_what_is_missing(directory):
    (directory / "other.py").write_text("def plain(n): return n\n")
    _, scanned = scan(directory, "own", "--against", "other")
    present = {one["name"] for one in scanned["functions"] if one["present"]}
    assert present == {"own:plain"}
    assert scanned["totals"]["missing"] == 5


def test_a_module_that_is_not_there(directory):
    done = program.run("scan", "owm", cwd=directory)
    assert done.status == 2
    assert "owm" in done.stderr


def test_every_function_of_a_module_is_a_black_box(directory):
    run = program.check("own", directory / "state", "--native-only", "--cases", "200", cwd=directory)
    validate(run.report)
    statuses = {port["native"]: port["status"] for port in run.report["ports"]}
    assert statuses == {"own:Box": "unsupported", "own:guessed": "match",
                        "own:nothing_fits": "unsupported", "own:plain": "match",
                        "own:varies": "nondet-ref", "own:waits": "unsupported"}
    why = {port["native"]: port.get("why", "") for port in run.report["ports"]}
    assert all(why[name] for name, status in statuses.items() if status == "unsupported")
    laws = next(port["laws"] for port in run.report["ports"] if port["native"] == "own:plain")
    assert "value" not in laws and laws["fresh-process"]["verdict"] == "holds"


def test_a_function_against_its_module_in_the_port(directory):
    (directory / "other.py").write_text(
        "def plain(n): return n + n\ndef guessed(text, width=3): return text\n")
    run = program.check("own", directory / "state", "--port", "other", "--only", "own:*[dp]*",
                        "--cases", "200", cwd=directory)
    statuses = {port["native"]: port["status"] for port in run.report["ports"]}
    assert statuses["own:plain"] == "match"
    assert statuses["own:guessed"] == "diff"


@pytest.mark.parametrize("module, at_least", [("statistics", 17), ("numpy.linalg", 15)])
def test_a_library_is_checked_alone_without_a_false_alarm(module, at_least, tmp_path):
    pytest.importorskip(module.partition(".")[0])
    run = program.check(module, tmp_path / "state", "--native-only", "--cases", "150")
    validate(run.report)
    assert [(port["native"], finding["call"]) for port in run.report["ports"]
            for finding in port["findings"]] == []
    driven = [port for port in run.report["ports"] if port["status"] == "match"]
    assert len(driven) >= at_least
