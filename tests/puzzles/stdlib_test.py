"""The standard library in another interpreter: hundreds of functions, and a script for each difference."""
from __future__ import annotations

import collections
import pathlib
import shutil
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import program  # noqa: E402
from tests.support.report import validate  # noqa: E402

FAMILY = program.ROOT / "corpora" / "ports" / "pypy_stdlib"
FUNCTIONS, DISTINCT = 300, 300


def table(report):
    """By module: functions, driven, those with enough distinct cases, with differences."""
    rows = collections.defaultdict(lambda: [0, 0, 0, 0, 0])
    for port in report["ports"]:
        module, _, name = port["native"].partition(":")
        row = rows[module if module != "builtins" else port["native"].rpartition(".")[0]]
        row[0] += 1
        row[1] += port["cases"] > 0
        row[2] += port["distinct"] >= DISTINCT
        row[3] += bool(port["findings"])
        row[4] += len(port["findings"])
    head = f"{'module':<24}{'public':>8}{'driven':>8}{'enough':>8}{'differ':>8}{'findings':>10}"
    sums = [sum(row[i] for row in rows.values()) for i in range(5)]
    lines = [f"{name:<24}{a:>8}{b:>8}{c:>8}{d:>8}{e:>10}"
             for name, (a, b, c, d, e) in [*sorted(rows.items()), ("all", sums)]]
    return "\n".join([head, *lines]), sums


@pytest.mark.skipif(shutil.which("pypy3") is None, reason="there is no pypy3")
def test_the_standard_library_under_pypy(tmp_path):
    run = program.check(FAMILY, tmp_path / "state", timeout=3000)
    validate(run.report)
    text, (_, _, enough, _, _) = table(run.report)
    print(text)
    assert enough >= FUNCTIONS
    silent = [(port["native"], finding["id"], finding["call"]) for port in run.report["ports"]
              for finding in port["findings"] if not finding["script_shows"]]
    assert silent == []
    assert all(port["why"] for port in run.report["ports"]
               if port["status"] in ("unsupported", "missing"))
    assert not program.left_running(run)
