"""What a verdict rests on is told, and what rests on nothing is no match."""
from __future__ import annotations

import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.support import program  # noqa: E402
from tests.support.report import validate  # noqa: E402

NATIVE = """
class Money:
    def __init__(self, n):
        self.n = n


def double(m):
    return m * 2 if isinstance(m, int) else m.n * 2


def twice(n):
    return n * 2


def clip(n):
    if n > 1000:
        return 1000
    return n


def same(n):
    return None


def pair(*both):
    return (lambda a, b: a - b)(*both)


def count(n):
    while True:
        yield n
        n += 1
"""

PORT = """
import predicate


class Currency:  # of another name: Money(1) cannot be made here
    def __init__(self, n):
        self.n = n


def double(m):
    return m * 2 if isinstance(m, int) else m.n * 3


predicate.holds = lambda n: n >= 0 and n % 2 == 0


def twice(n):
    return n * 2 if n % 2 == 0 else n * 2 + 1


def clip(n):
    if n > 1000:
        return 1000
    if n != n:
        return 7
    return n


def same(n):
    return None


def pair(a, b):
    return b - a


def count(n):
    return iter(range(n, n + 80))
"""


@pytest.fixture
def check(tmp_path):
    (tmp_path / "natives.py").write_text(NATIVE)
    (tmp_path / "ports.py").write_text(PORT)
    (tmp_path / "predicate.py").write_text("def holds(n):\n    return n >= 0\n")

    def run(name, args, *options, more=""):
        (tmp_path / "lockstep.toml").write_text(
            '[lockstep]\npath = ["."]\ncases = 1000\n[[port]]\n'
            f'native = "natives:{name}"\nport = "ports:{name}"\nargs = \'{args}\'\n{more}\n')
        done = program.check(".", tmp_path / "state", *options, cwd=tmp_path)
        print(done.stderr)
        validate(done.report)
        return done

    return run


def test_what_one_side_alone_cannot_make_is_no_match(check):
    run = check("double", 'm: int | Expr("Money(1)", "Money(7)")')
    assert (run.status, run.port["status"]) == (4, "untested")
    assert "Money" in run.port["why"]
    value = run.port["laws"]["value"]
    assert value["verdict"] == "undecided" and 0 < value["checked"] < run.port["cases"]
    (note,) = [note for note in run.port["notes"] if note["kind"] == "not-compared"]
    assert note["count"] + value["checked"] == run.port["cases"] - run.port["off_domain"]


def test_assume_is_decided_on_natives_side(check):
    run = check("twice", "n: int", more='assume = "predicate:holds"')
    assert (run.status, run.port["status"]) == (1, "diff")
    evidence = run.port["evidence"]
    assert 0 < evidence["left_out"] < run.port["cases"]
    assert run.port["laws"]["value"]["checked"] == evidence["compared"]
    assert evidence["compared"] + evidence["left_out"] == run.port["cases"] - run.port["off_domain"]


def test_that_only_a_beginning_is_compared_is_told(check):
    run = check("count", "n: int")
    (note,) = [note for note in run.port["notes"] if note["kind"] == "cut"]
    assert "64 items" in note["text"] and note["call"].startswith("count(")
    assert not [note for note in check("clip", "n: int").port["notes"] if note["kind"] == "cut"]


def test_arguments_that_native_does_not_take_are_no_evidence(check):
    run = check("pair", "a: int, b: int, c: int")
    assert (run.status, run.port["status"]) == (4, "untested")
    assert "TypeError" in run.port["why"]


def test_a_match_says_what_it_rests_on(check):
    run = check("clip", "n: int")
    assert (run.status, run.port["status"]) == (0, "match")
    evidence = run.port["evidence"]
    assert evidence["raised"] == 0 and evidence["results"] > 100 and evidence["weak"] == []
    assert len({sample["outcome"] for sample in evidence["samples"]}) == 3
    native, port = evidence["native"], evidence["port"]
    assert native["lines"] == native["lines_reached"] and native["missed"] == ""
    assert port["lines"] == port["lines_reached"] + 1 and port["missed"] == "25"
    assert port["branches"] == 4 and port["branches_reached"] == 3


@pytest.mark.parametrize("options, status", [((), 0), (("--fail-on", "weak"), 1)])
def test_a_single_outcome_is_weak(check, options, status):
    run = check("same", "n: int", *options)
    assert run.status == status and run.port["status"] == "match"
    assert run.port["evidence"]["weak"] == ["every call that returns gives the same"]
