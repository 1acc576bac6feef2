"""What a traced sample of calls reaches: lines, branches, and what it does not."""

import sys
import textwrap

import pytest

from lockstep.worker.run import reach
from lockstep.worker.target.branches import EXIT, branches_of

SOURCE = """
def outer(n, deep=False):
    if n < 0:
        raise ValueError(n)
    if deep:
        return helper(n)
    for i in range(n):
        n += i
    return n


def helper(n):
    return [
        n
    ]


def elsewhere():
    return 1
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    (tmp_path / "reached_module.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.modules.pop("reached_module", None)
    return __import__("reached_module")


def traced(module, *calls):
    tally = reach.Tally(module.outer, [module.__file__])
    before = sys.gettrace()
    sys.settrace(tally.reached)
    try:
        for call in calls:
            try:
                module.outer(*call)
            except ValueError:
                pass
    finally:
        sys.settrace(before)
    return tally.reached.summary(len(calls))


def test_lines_that_no_call_reaches_are_named(module):
    calls, lines, hit, branches, taken, missed = traced(module, (0,))
    assert missed == "4, 6, 8"
    assert lines - hit == 3
    assert (branches, taken) == (6, 3)


def test_a_function_counts_once_it_is_entered(module):
    before, after = traced(module, (1,)), traced(module, (1,), (1, True))
    assert after[1] > before[1]
    assert after[5] == "4"


def test_all_is_reached(module):
    _, lines, hit, branches, taken, missed = traced(module, (-1,), (2,), (2, True))
    assert (lines, branches, missed) == (hit, taken, "")


def test_nothing_is_said_of_other_files(module):
    tally = reach.Tally(textwrap.dedent, [module.__file__])
    assert tally.reached.summary(0)[1] == 0


def test_it_ends_after_so_many_events_and_not_after_a_time(module, monkeypatch):
    monkeypatch.setattr(reach, "_MOST_EVENTS", 5)
    tally = reach.Tally(module.outer, [module.__file__])
    before = sys.gettrace()
    sys.settrace(tally.reached)
    try:
        module.outer(100)
    finally:
        sys.settrace(before)
    assert tally.reached.exhausted


def test_a_line_that_goes_one_way_is_no_branch():
    def straight(n):
        n += 1
        return n

    def once(n):
        if n:
            return 1
        return 2

    assert branches_of(straight.__code__) == set()
    first = once.__code__.co_firstlineno + 1
    assert branches_of(once.__code__) == {(first, first + 1), (first, first + 2)}
    assert EXIT == 0


def test_ranges():
    assert reach.ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"
    assert reach.ranges(list(range(0, 60, 2))).endswith(", ...")


def test_a_worker_tells_it(zygote):
    answer = zygote.load(target="textwrap:dedent")
    assert answer["ok"]
    from client import case  # the support of these tests
    session = zygote.fork(task="reach")
    cells = session.run([case("  a\n  b"), case("")])
    assert [cell.kind for cell in cells] == [0, 0]
    calls, lines, hit = session.fetch(1, 1)[1][:3]
    assert calls == 2 and 0 < hit < lines
