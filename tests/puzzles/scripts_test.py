"""Scripts show what they claim, whatever the finding is about, and are short enough to be read."""
from __future__ import annotations

import pathlib
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import program  # noqa: E402
from tests.support.report import validate  # noqa: E402

COUNTING = """
calls = [0]

def twice(n):
    return n * 2

def off_at_701(n):
    calls[0] += 1
    return n * 2 + (calls[0] == 701)

def off_from_500(n):
    calls[0] += 1
    return n * 2 + (calls[0] >= 500)
"""


def found_in(run, tmp_path):
    """The only finding, after its script was tried."""
    print(run.stderr)
    validate(run.report)
    (finding,) = run.port["findings"]
    assert finding["script_shows"], finding["script"]
    assert len(finding["script"]) < 20000 and len(finding["call"]) < 1000
    file = tmp_path / "finding.py"
    file.write_text(finding["script"], "utf-8")
    done = subprocess.run([program.PYTHON, str(file)], cwd="/", stdout=subprocess.PIPE)
    assert done.returncode == 1, done.stdout.decode()
    return finding, done.stdout.decode()


@pytest.mark.parametrize("native, law, shown", [
    ("bisect:insort", "input-immutability", "native after the call"),
    ("re:match", "round-trip", "cannot be pickled"),
])
def test_what_native_alone_does_is_shown(native, law, shown, tmp_path):
    run = program.check(native, tmp_path / "state", "--native-only", "--cases", "200",
                        "--laws", law)
    finding, said = found_in(run, tmp_path)
    assert finding["law"] == law
    assert shown in said


def test_a_port_that_asks_native_is_shown(tmp_path):
    (tmp_path / "asking.py").write_text(
        "import heapq\n\n\ndef smallest(n, iterable, ask=heapq.nsmallest):\n"
        "    return ask(n, iterable)\n", "utf-8")
    (tmp_path / "lockstep.toml").write_text(
        '[lockstep]\npath = ["."]\ncases = 50\n[[port]]\nnative = "heapq:nsmallest"\n'
        'port = "asking:smallest"\nargs = "n: Annotated[int, Ge(0), Le(9)], xs: list[int]"\n'
        'contract = { independent = true }\n', "utf-8")
    run = program.check(".", tmp_path / "state", cwd=tmp_path)
    finding, _ = found_in(run, tmp_path)
    assert finding["law"] == "independence"


@pytest.mark.parametrize("port, before", [("off_at_701", "700"), ("off_from_500", "499")])
def test_many_earlier_calls_are_one_call_again_and_again(port, before, tmp_path):
    (tmp_path / "counting.py").write_text(COUNTING, "utf-8")
    state = tmp_path / "state"
    run = program.check("counting:twice", state, "--port", f"counting:{port}", "--args", "n: int",
                        "--cases", "2000", "--laws", "determinism", cwd=tmp_path)
    finding, _ = found_in(run, tmp_path)
    assert finding["law"] == "history"
    assert finding["call"] == f"[{port_call(finding)} for _ in range({before})]; twice(0)"
    assert finding["after"] == f"{before} calls of twice(0)"
    assert finding["prefix"] == int(before)
    (stored,) = (state / "corpus").iterdir()
    assert stored.stat().st_size < 5000
    again = program.run("replay", finding["id"], "--state", state, cwd=tmp_path)
    assert again.status == 1, again.stdout.decode()


def port_call(finding):
    return finding["call"].rpartition("; ")[2]
