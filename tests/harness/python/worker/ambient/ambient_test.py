"""What a call leaves behind in its surroundings, end to end, under each interpreter there is."""

import os
import sys

import pytest
from client import TARGETS, case

from lockstep.worker.ambient.ambient import (
    AT_TIMES, ELSEWHERE, IMPORTED, KINDS, OFTEN, SELDOM, Ambient, Part, leave_it, only)

sys.path.insert(0, TARGETS)
from leaving import LEAVES  # noqa: E402

# What PyPy has no way to tell, or does otherwise.
NOT_ON_PYPY = {"switching", "code", "alarm", "closed", "processors"}
ALONE = {"processors"} if os.cpu_count() == 1 else set()


def kinds_of(said):
    return {text.partition(": ")[0] for text in said}


def names_in(mask):
    """Without what other processes may have done."""
    return {kind for bit, kind in enumerate(KINDS) if mask >> bit & 1} - {ELSEWHERE}


def ambient(session, ticket, row):
    effects = session.fetch(ticket, row)[2]
    return effects[5] if len(effects) > 5 else []


@pytest.fixture
def leaving(zygote):
    answer = zygote.load("leaving:leave")
    assert answer["ok"], answer
    zygote.left_out = ALONE | (NOT_ON_PYPY if zygote.hello["implementation"] == "pypy" else set())
    return zygote


@pytest.mark.parametrize(
    "every,looks",
    [
        (OFTEN, [*range(16), *range(19, 64, 4), *range(79, 512, 16)]),
        (AT_TIMES, [0, 1, 2, 3, 15, 31, 47, 63, 127, 191, 255, 319, 383, 447, 511]),
        (SELDOM, [0, 63, 255, 511]),
    ],
)
def test_looks_are_further_apart_the_longer_nothing_is_seen(every, looks):
    """As PROTOCOL.md says; the harness plays again what lies between two of them."""
    seen = []
    ambient = Ambient([Part("file", lambda: seen.append(ticket), only("a file"), leave_it, every)])
    ticket = -1
    ambient.begin()
    for ticket in range(512):
        ambient.mask(ticket)
    assert seen[1:] == looks


def test_each_case_that_is_looked_at_by_itself_tells_what_it_left_and_leaves_the_next_one_nothing(leaving):
    names = [name for name in LEAVES if name not in leaving.left_out]
    session = leaving.fork(ambient=True)
    session.run([case("nothing"), *map(case, names), case("nothing")])
    told = {name: ambient(session, 1, 1 + row) for row, name in enumerate(names)}
    assert told == {name: LEAVES[name][1] for name in names}
    assert ambient(session, 1, len(names) + 1) == []


def test_what_was_left_is_seen_again_once_it_was_put_back(leaving):
    names = [name for name in LEAVES if name not in leaving.left_out | {"closed", "code"}]
    session = leaving.fork(ambient=True)
    session.run([case(name) for name in names * 2])
    again = {name: ambient(session, 1, len(names) + row) for row, name in enumerate(names)}
    assert again == {name: LEAVES[name][1] for name in names}


def test_a_column_tells_the_kinds_of_what_its_batch_left_behind(leaving):
    for name in LEAVES.keys() - leaving.left_out:
        session = leaving.fork()
        cells = session.run([case("nothing"), case(name), case("nothing")])
        assert len({cell.ambient for cell in cells}) == 1
        assert names_in(cells[0].ambient & ~IMPORTED) >= kinds_of(LEAVES[name][1]) - {"file"}, name
        assert names_in(session.run([case("nothing")], ticket=2)[0].ambient) == set(), name
        assert session.end()["status"] == 0


def test_nothing_is_told_of_what_leaves_nothing(leaving):
    session = leaving.fork()
    for ticket in range(40):
        assert names_in(session.run([case("nothing")], ticket)[0].ambient) == set()


def test_a_worker_that_ends_by_itself_waits_for_nothing_that_was_left(zygote):
    assert zygote.load("leaving:linger")["ok"]
    session = zygote.fork(finalize=True)
    assert names_in(session.run([case()])[0].ambient & ~IMPORTED) >= {"thread", "process"}
    assert session.end()["status"] == 0  # or the test waits in vain
