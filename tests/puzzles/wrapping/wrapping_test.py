"""Modules of registrations, each with a planted defect of a translator or of what ships a port: it is
found under its own law; the twin keeps every law."""
from __future__ import annotations

import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))
sys.path.insert(0, str(HERE.parent))

from puzzles_test import shows  # noqa: E402

from tests.support import program  # noqa: E402
from tests.support.expectation import expectations  # noqa: E402
from tests.support.report import validate  # noqa: E402

REPLAYED = {"leaks_in_container", "calls_native", "drifts"}  # of each kind of law one
PUZZLES = sorted(path.parent.name for path in HERE.glob("*/port.py"))


def checked(name, module, tmp_path):
    run = program.check(module, tmp_path / "state", cwd=HERE / name)
    print(run.stderr)
    validate(run.report)
    assert not program.left_running(run)
    return run


@pytest.mark.parametrize("name", PUZZLES)
def test_the_defect_is_found_under_its_law(name, tmp_path):
    run = checked(name, "port", tmp_path)
    findings = [(port, finding) for port in run.report["ports"] for finding in port["findings"]]
    print([(finding["law"], finding["class"], finding["call"], finding["expected"], finding["actual"])
           for _, finding in findings])
    (expected,) = expectations(HERE / name / "port.py")
    assert run.status == 1
    assert {finding["law"] for _, finding in findings} == set(expected.law)
    port, finding = next(each for each in findings if expected.matches(each[1]))
    assert not expected.status or port["status"] in expected.status
    assert expected.is_minimal(finding), finding["call"]
    assert port["laws"][finding["law"]]["verdict"] == "violated"
    assert finding["confirmed"] == "5/5"
    assert shows(finding["script"], tmp_path), finding["script"]
    if name not in REPLAYED:
        return
    replayed = program.run("replay", finding["id"], "--state", tmp_path / "state", "--manifest", "port",
                           cwd=HERE / name)
    print(replayed.stdout.decode(), replayed.stderr)
    assert replayed.status == 1


@pytest.mark.parametrize("name", PUZZLES)
def test_the_twin_keeps_every_law(name, tmp_path):
    run = checked(name, "twin", tmp_path)
    print([port["findings"] for port in run.report["ports"]])
    assert expectations(HERE / name / "twin.py") == []
    assert run.status == 0
    assert all(port["status"] == "match" for port in run.report["ports"])
    (expected,) = expectations(HERE / name / "port.py")
    held = [port["laws"][law] for port in run.report["ports"] for law in expected.law if law in port["laws"]]
    assert held and all(law["verdict"] == "holds" and law["checked"] > 0 for law in held)


def test_what_is_to_travel_says_which_constructs_it_uses(tmp_path):
    (tmp_path / "travels.py").write_text('''import lockstep


@lockstep.port_of(sorted, args="values: list[int]", cases=200, contract={"shippable": True})
def ordered(values):
    copy = [*values]
    copy.sort()
    return copy
''', "utf-8")
    run = program.check("travels", tmp_path / "state", cwd=tmp_path)
    validate(run.report)
    assert run.status == 0
    notes = [note for note in run.report["ports"][0]["notes"] if note["kind"] == "subset"]
    assert [(note["count"], note["call"]) for note in notes] == [(1, "travels.py:7: copy.sort()")]
    assert "no-mutation" in notes[0]["text"]
