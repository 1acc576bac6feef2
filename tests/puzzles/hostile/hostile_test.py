"""Ports that attack the harness: the case that did it is named, the others are still judged.

Every port behaves but for n == 7; n == 11 is an ordinary defect that must be found beside it.
"""
from __future__ import annotations

import pathlib
import re
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from tests.support import program  # noqa: E402
from tests.support.expectation import expectations  # noqa: E402
from tests.support.report import validate  # noqa: E402

PUZZLES = sorted(path.parent.name for path in HERE.glob("*/lockstep.toml"))
GUILTY = re.compile(r"\((7|11)\)$")
# After it, calls of the same process are wrong because of it: law history.
CONTAGIOUS = {"patched_len"}


@pytest.mark.parametrize("name", PUZZLES)
def test_the_guilty_case_is_named_and_the_others_are_judged(name, tmp_path):
    run = program.check(HERE / name, tmp_path / "state", timeout=280)
    print(run.stderr)
    left = program.left_running(run)
    assert not left, left
    assert run.status == 1
    validate(run.report)
    port = run.port
    found = [(finding["law"], finding["class"], finding["call"], finding["actual"])
             for finding in port["findings"]]
    print(port["status"], found)
    for expected in expectations(HERE / name / "port.py"):
        assert not expected.status or port["status"] in expected.status
        assert any(expected.matches(finding) for finding in port["findings"]), expected
    if name not in CONTAGIOUS:
        assert all(GUILTY.search(finding["call"]) for finding in port["findings"])
    assert port["cases"] == 2000
    assert port["laws"]["value"]["checked"] >= 1900
