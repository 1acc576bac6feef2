"""Every puzzle is solved: its defect is found, named, shrunk and shown; its twin is left alone."""
from __future__ import annotations

import pathlib
import re
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.support import program  # noqa: E402
from tests.support.expectation import expectations  # noqa: E402
from tests.support.report import confirmed, validate  # noqa: E402

PUZZLES = sorted(path.parent.name for path in HERE.glob("*/twin.toml"))
EXAMPLES = 20  # of a docstring: they come before the cases that are counted


def cases_of(manifest):
    """Classes ask for fewer than others: a case of theirs is many calls."""
    declared = re.search(r"^cases = (\d+)$", manifest.read_text("utf-8"), re.MULTILINE)
    return int(declared.group(1)) if declared else 20000


def shows(script, tmp_path):
    """Whether plain Python, without Lockstep, shows the difference: the script exits with 1."""
    file = tmp_path / "finding.py"
    file.write_text(script, "utf-8", "surrogatepass")
    done = subprocess.run([program.PYTHON, str(file)], cwd=tmp_path, timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print(done.stdout.decode("utf-8", "replace"))
    return done.returncode == 1


@pytest.mark.parametrize("name", PUZZLES)
def test_the_defect_is_found(name, tmp_path):
    run = program.check(HERE / name, tmp_path / "state")
    print(run.stderr)
    validate(run.report)
    port = run.port
    all_expected = expectations(HERE / name / "port.py")
    for expected in all_expected:
        assert run.status == expected.exit
        assert not expected.status or port["status"] in expected.status
        assert port["cases"] <= expected.within + EXAMPLES
        found = [finding for finding in port["findings"] if expected.matches(finding)]
        assert found, port["findings"]
        finding = found[0]
        assert expected.is_minimal(finding), finding["call"]
        agreed, tried = confirmed(finding)
        assert 1 <= agreed <= tried
        assert port["laws"][finding["law"]]["verdict"] == "violated"
        assert port["laws"][finding["law"]]["violated"] > 0
        assert shows(finding["script"], tmp_path), finding["script"]
    allowed = {law for expected in all_expected for law in (*expected.law, *expected.also)}
    assert {finding["law"] for finding in port["findings"]} <= allowed
    assert not program.left_running(run)


@pytest.mark.parametrize("name", PUZZLES)
def test_the_twin_is_left_alone(name, tmp_path):
    assert expectations(HERE / name / "twin.py") == []
    run = program.check(HERE / name / "twin.toml", tmp_path / "state")
    print(run.stderr)
    validate(run.report)
    assert run.port["findings"] == []
    assert run.port["status"] == "match"
    cases = cases_of(HERE / name / "twin.toml")
    assert cases <= run.port["cases"] <= cases + EXAMPLES
    assert run.status == 0
    assert not program.left_running(run)


@pytest.mark.parametrize("name", ["nan_order", "mutated_argument"])
def test_one_execution_a_side_is_enough_to_compare(name, tmp_path):
    run = program.check(HERE / name, tmp_path / "state", "--laws", "equivalence")
    (expected,) = expectations(HERE / name / "port.py")
    assert any(expected.matches(finding) for finding in run.port["findings"])
    assert run.port["observations"] == 2 * run.port["cases"]


@pytest.mark.parametrize("name", ["dict_order", "earlier_call"])
def test_a_finding_is_replayed_from_the_corpus(name, tmp_path):
    state = tmp_path / "state"
    first = program.check(HERE / name, state)
    again = program.check(HERE / name, state)
    identities = [{finding["id"] for finding in run.port["findings"]} for run in (first, again)]
    assert identities[0] == identities[1]
    finding = first.port["findings"][0]["id"]
    replayed = program.run("replay", finding, "--state", state, cwd=HERE / name)
    print(replayed.stdout.decode(), replayed.stderr)
    assert replayed.status == 1
