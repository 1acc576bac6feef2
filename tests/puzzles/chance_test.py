"""What was seen once is never lost, and what was not established is not named as its cause."""
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

SCHEMA = program.ROOT / "reports" / "evidence.schema.json"
DETERMINISM = {"replay", "fresh-process", "history", "order"}


def check(state, target, *options):
    run = program.check("doubled:" + target, state, "--args", "n: int", *options, cwd=HERE / "chance",
                        environment={"PYTHONDONTWRITEBYTECODE": "1"})
    print(run.stderr)
    validate(run.report)
    return run


def evidence(state):
    (file,) = (state / "runs").glob("*/evidence.json")
    told = json.loads(file.read_text("utf-8"))
    jsonschema.validate(told, json.loads(SCHEMA.read_text("utf-8")))
    (port,) = told["ports"]
    return port


@pytest.mark.parametrize("name", ["one_in_1000", "raises_one_in_1000", "once_in_a_process"])
def test_a_port_that_was_seen_to_differ_is_no_match(name, tmp_path):
    run = check(tmp_path, "f", "--port", "doubled:" + name)
    assert run.status == 1
    assert run.port["status"] == "nondet"
    laws = {finding["law"] for finding in run.port["findings"]} - {"effects"}  # it uses `random`
    assert laws and laws <= DETERMINISM
    assert all(run.port["laws"][law]["verdict"] == "violated" for law in laws)
    assert len(run.port["findings"]) <= 3
    seen = evidence(tmp_path)["unstable"]
    assert all(0 < finding["seen"] <= finding["of"] for finding in seen)


def test_native_that_wavers_is_blamed_and_not_its_port(tmp_path):
    run = check(tmp_path, "one_in_1000", "--port", "doubled:f")
    assert run.status == 1
    assert run.port["status"] == "nondet-ref"
    assert "native" in {finding["blamed"] for finding in run.port["findings"]}


def test_a_difference_so_rare_that_it_does_not_come_again_is_told_as_it_was_seen(tmp_path):
    run = check(tmp_path, "one_in_1000", "--native-only")
    assert run.port["status"] == "nondet-ref"
    assert run.port["determinism"]["bound"] > 3 / run.port["cases"]


@pytest.mark.parametrize("name,cause", [("salt", "a new interpreter"), ("born", "a new interpreter"),
                                        ("pid", "process"), ("address", "heap layout"),
                                        ("string_order", "PYTHONHASHSEED")])
def test_the_cause_is_what_alone_makes_it_differ(name, cause, tmp_path):
    run = check(tmp_path, name, "--native-only", "--cases", "200")
    named = [finding["cause"]["knob"] for finding in run.port["findings"] if finding["cause"]]
    assert any(cause in knob for knob in named), named
