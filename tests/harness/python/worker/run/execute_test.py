"""The batch loop: order, mark, effects, keep; against PROTOCOL.md."""

import struct

import pytest
from client import case, codec

from lockstep.worker.run import effects, execute
from lockstep.worker.values.decoder import Malformed
from lockstep.worker.run.outcome_cache import OutcomeCache
from lockstep.worker.process.mark import Mark


def test_the_order_is_the_documented_permutation():
    assert execute.rows_in_order(5, 0, 9) == [0, 1, 2, 3, 4]
    rows = execute.rows_in_order(10, 7, 3)
    assert sorted(rows) == list(range(10)) and rows == execute.rows_in_order(10, 7, 3)
    assert rows == reference(10, 7, 3)
    assert rows != execute.rows_in_order(10, 7, 4)


def reference(count, order, ticket):
    """Fisher-Yates over splitmix64, written out once more."""
    mask, golden = 2**64 - 1, 0x9E3779B97F4A7C15
    state, rows = (order ^ (ticket * golden)) & mask, list(range(count))
    for i in reversed(range(1, count)):
        state = (state + golden) & mask
        z = state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & mask
        j = (z ^ (z >> 31)) % (i + 1)
        rows[i], rows[j] = rows[j], rows[i]
    return rows


def batch(cases, offsets=None, ticket=1, first=0):
    if offsets is None:
        offsets = [0]
        for encoded in cases:
            offsets.append(offsets[-1] + len(encoded))
    head = struct.pack("<III%dI" % len(offsets), ticket, first, len(offsets) - 1, *offsets)
    return head + b"".join(cases)


def test_batches_are_parsed_strictly():
    cases = [case(1), case(2, a=3)]
    assert execute.parse_batch(batch(cases, ticket=5, first=7)) == (5, 7, cases)
    size = sum(map(len, cases))
    for broken in (b"", batch(cases)[:14], batch(cases)[:-1], batch(cases) + b"x"):
        with pytest.raises(Malformed):
            execute.parse_batch(broken)
    for offsets in ([1, 5, size], [0, size + 1, size], [0, 5, size + 1]):
        with pytest.raises(Malformed):
            execute.parse_batch(batch(cases, offsets))


@pytest.mark.parametrize(
    "broken", [[], [["", [], []]] * 2, [["", [1]]], [["", (1,), []]], [["", [], [1, 2]]]]
)
def test_cases_are_parsed_strictly(broken):
    with pytest.raises(Malformed):
        execute.parse_case(broken)


def test_the_mark_has_the_documented_layout():
    mark = Mark(bytearray(64))
    mark.set(3, 5, 2)
    mark.reason("why")
    ticket, row, phase, check, calls, reason = struct.unpack("<IIIIQ40s", mark.buffer)
    assert (ticket, row, phase, calls) == (3, 5, 2, 1)
    assert check == 3 ^ 5 ^ 2 ^ 0x4C53544B and reason.rstrip(b"\0") == b"why"
    mark.phase(0)
    assert struct.unpack_from("<IIII", mark.buffer) == (3, 5, 0, 3 ^ 5 ^ 0x4C53544B)


def test_keep_drops_the_largest_first():
    cache = OutcomeCache(100)
    assert cache.add(1, 0, b"a" * 60, b"")
    assert cache.add(1, 1, b"b" * 30, b"")
    assert cache.add(1, 2, b"c" * 30, b"")
    assert cache.fetch(1, 0) == struct.pack("<II", 1, 0) + b"\xff"
    assert cache.fetch(1, 1)[8:] == b"b" * 30 and cache.fetch(1, 2)[8:] == b"c" * 30
    assert not cache.add(1, 3, b"d" * 101, b"")
    assert not cache.add(1, 4, b"e" * 99, b"") and cache.fetch(1, 1)[8:] == b"b" * 30
    assert cache.add(1, 1, b"f", b"g") and cache.fetch(1, 1)[8:] == b"fg"


def test_aliases_name_both_places():
    inner = [1]
    assert effects.aliases(inner, [inner], {}) == ["result is args[0]"]
    assert effects.aliases([inner, inner], [1], {}) == ["result[1] is result[0]"]
    assert effects.aliases({"k": (0, inner)}, [5, {"a": inner}], {}) == [
        'result["k"][1] is args[1]["a"]'
    ]
    assert effects.aliases([inner], [], {"key": [[inner]]}) == ['result[0] is kwargs["key"][0][0]']
    assert effects.aliases([[1]], [inner], {}) == [] == effects.aliases(5, [5], {})
    cycle = []
    cycle.append(cycle)
    assert effects.aliases(cycle, [], {}) == ["result[0] is result"]


def test_the_empty_effects_item():
    assert codec().decode(effects.EMPTY) == [None, [], [], "", False]
    assert effects.effects_item(None, [], [], "", False) == effects.EMPTY
    full = effects.effects_item(b"\x81\x01", ["a"], ["w"], "o", True)
    assert codec().decode(full) == [[1], ["a"], ["w"], "o", True]


def test_captured_text_is_cut_once():
    texts = []
    capture = effects.Capture(effects.Captured(texts, 5), 1)
    assert capture.write("abc") == 3 and capture.write("defg") == 4
    capture.write("more")
    capture.buffer.write(b"bytes")
    assert "".join(texts) == "abcde[output cut]"
    del texts[:]
    print("\ud800", end="", file=capture)
    assert "".join(texts) == "\ud800"
    with pytest.raises(TypeError):
        capture.write(b"x")
