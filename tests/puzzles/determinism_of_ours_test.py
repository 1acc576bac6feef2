"""Lockstep keeps its own law: the same question gives the same bytes, whoever asks and from where."""
from __future__ import annotations

import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.support import program  # noqa: E402

# Among them the port that keeps state, one that follows the hash seed, one that dies.
TARGETS = ["state_after_three", "set_order", "nan_order", "returned_alias/twin.toml",
           "hostile/segmentation_fault"]
SURROUNDINGS = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "COLUMNS": "40",
                "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_question_gives_the_same_bytes(target, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def asked(name, *options, **how):
        run = program.check(HERE / target, tmp_path / name / "state", "--seed", "7", *options, **how)
        assert run.status in (0, 1), run.stderr
        return run.stdout

    reference = asked("reference", "--jobs", "1")
    assert asked("again", "--jobs", "1") == reference
    assert asked("two jobs, other surroundings", "--jobs", "2", cwd=elsewhere,
                 environment=SURROUNDINGS) == reference


def test_another_seed_is_another_question(tmp_path):
    reports = [program.check(HERE / "nan_order", tmp_path / seed, "--seed", seed).report
               for seed in ("7", "8")]
    assert [report["seed"] for report in reports] == [7, 8]
    found = [{finding["id"] for finding in report["ports"][0]["findings"]} for report in reports]
    assert found[0] & found[1], "a finding's identity does not depend on the seed"
