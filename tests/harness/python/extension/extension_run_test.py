"""Batches run by the extension and by the portable package give the same columns."""

import gc
import os
import random
import struct
import sys

import pytest
from extension_support import _lockstep, aliases, execute, extension, portable, quiet
from random_values import Inputs
from run_functions import ALL, COUNT, STORED, depends, raises, raises_builtin, raises_deep

from lockstep.worker.values.codec import Codec
from lockstep.worker.values.build import Build
from lockstep.worker.values.decoder import Malformed
from lockstep.worker.run.effects import Capture, Captured, listen_to_warnings
from lockstep.worker.values.expression import Expressions
from lockstep.worker.run.outcome_cache import OutcomeCache
from lockstep.worker.process.mark import Mark
from lockstep.worker.run.unit import through_pickle

CELL, HEAD = 56, 12
SEEDS = 5 if int(os.environ.get("LOCKSTEP_TEST_CASES", "100000")) >= 100000 else 1


def itself(items):
    return items


def rest(items):
    return (item for item in items)


class Guard:
    def __init__(self):
        self.asked = 0

    def alone(self):
        pass

    def __call__(self):
        self.asked += 1


class Bench:
    """One of the two ways to run batches, with everything that belongs to it."""

    def __init__(self, native, policy="type"):
        self.side = extension(policy) if native else portable(policy)
        self.structure = self.side.structure
        self.memory = bytearray(64)
        self.mark = self.memory if native else Mark(self.memory)
        self.cache = _lockstep.OutcomeCache(1 << 26) if native else OutcomeCache(1 << 26)
        self.guard = Guard()
        self.warnings, self.output = [], []
        self._run = _lockstep.run if native else execute.run

    def options(self, **changed):
        build = Build(Expressions())
        return {
            "order": 0, "replay_every": 0, "values": False, "careful": False, "pickle": None,
            "aliases": aliases, **changed,
            "cold": execute.ColdArguments(lambda s: Codec(s, build), self.structure),
        }  # fmt: skip

    def run_bare(self, function, payload, **options):
        return self._run(self.side.codec, function, payload, self.options(**options), self)

    def run(self, function, payload, **options):
        COUNT[0], STORED.args = 0, ("stored",)
        random.seed(1)
        saved = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = Capture(Captured(self.output, 1 << 16), 1)
        listen_to_warnings(self.warnings)
        try:
            return self.run_bare(function, payload, **options)
        finally:
            sys.stdout, sys.stderr = saved


def batch(cases, ticket=7, first=0):
    offsets, at = [0], 0
    for case in cases:
        at += len(case)
        offsets.append(at)
    head = struct.pack("<III", ticket, first, len(cases))
    return head + struct.pack("<%dI" % len(offsets), *offsets) + b"".join(cases)


def without_ticks(column):
    bare = bytearray(column)
    count = struct.unpack_from("<I", column, 8)[0]
    for i in range(count):
        end = HEAD + (i + 1) * CELL
        bare[end - 4 : end] = bytes(4)
    return bytes(bare)


def cells(column):
    count = struct.unpack_from("<I", column, 8)[0]
    return [execute.CELL.unpack_from(column, HEAD + i * CELL) for i in range(count)]


def generated(seed, count=64, **more):
    inputs = Inputs(seed, portable().codec.encode)
    return batch([inputs.case() for _ in range(count)], **more)


def agree(function, payload, policy="type", **options):
    columns, kept = [], []
    with quiet():
        for native in (False, True):
            bench = Bench(native, policy)
            column = bench.run(function, payload, **options)
            ticket, first, count = struct.unpack_from("<III", column)
            columns.append(without_ticks(column))
            kept.append([bench.cache.fetch(ticket, first + i) for i in range(count)])
    for row, (left, right) in enumerate(zip(*kept)):
        if left != right:
            pytest.fail("row %d: %s" % (row, first_difference(left, right)), pytrace=False)
    assert cells(columns[0]) == cells(columns[1])
    assert columns[0] == columns[1]
    return cells(columns[1])


def first_difference(left, right):
    at = next(i for i in range(len(left) + 1) if left[: i + 1] != right[: i + 1])
    begin = max(0, at - 40)
    return "at %d: %s, %s" % (at, left[begin : at + 40].hex(" "), right[begin : at + 40].hex(" "))


@pytest.mark.parametrize("function", ALL + [depends], ids=lambda f: f.__name__)
def test_same_columns(function):
    for seed in range(SEEDS):
        agree(function, generated(seed))


@pytest.mark.parametrize(
    "options",
    [
        {"order": 99},
        {"replay_every": 3},
        {"values": True},
        {"careful": True, "values": True, "order": 1, "replay_every": 1},
        {"pickle": through_pickle},
    ],
    ids=",".join,
)
def test_same_columns_with(options):
    for seed in range(SEEDS // 2 + 1):
        for function in ALL + [depends]:
            agree(function, generated(seed, 24, ticket=seed, first=seed * 5), **options)


@pytest.mark.parametrize("policy", ["type", "type+message", "public-base"])
def test_same_exceptions_under_every_policy(policy):
    for function in (raises, raises_builtin, raises_deep):
        agree(function, generated(3, 64 * SEEDS), policy)


def encoded(*args, **kwargs):
    encode = portable().codec.encode
    named = [part for pair in kwargs.items() for part in pair]
    return b"\x81\x83\x60" + encode(list(args)) + encode(named)


def test_aliases_mutation_and_output_are_told():
    def everything(xs, key):
        print("hello")
        xs.append(4)
        return [xs]

    bench = Bench(True)
    column = bench.run(everything, batch([encoded([1, 2], key=3)]))
    assert cells(column)[0][3:5] == (0, execute.KEPT | execute.MUTATES)
    kept = bench.cache.fetch(7, 0)
    effects = b"\x85" + portable().codec.encode([[1, 2, 4], 3])
    effects += b"\x81" + portable().codec.encode("result[0] is args[0]")
    assert kept.endswith(effects + b"\x80" + portable().codec.encode("hello\n") + b"\xf4")


def test_aliases_are_told_in_the_same_words():
    """Odd keys, more than are told, more than is looked at."""

    def shares(*args, **kwargs):
        one, two = [], {"in": []}
        keys = ["k", 'q"\\\n\t\x1f\x7f', "\u00e9\ud800\U0001f600", 1, True, 2.5, b"b", None, (1, 2), -1]
        for where, key in enumerate(keys):
            two[key] = [one] if where % 2 else (one, 1, [2])
        for value in args:
            if type(value) is list:
                value.append(two["k"])
        return [1, two, [[one] * 3, kwargs, args], {"x": two, "y": [one] * 20}, args]

    def many(*args, **kwargs):
        inner = []
        wide = [[1] * 300 for _ in range(300)]
        return [wide, inner, [7] * COUNT[0], inner, wide, inner]

    def same(first, **more):
        return ([first] * 10, more)

    agree(shares, generated(1, 20))
    for size in (0, 1, 65536 - 90302 % 65536, 70_000):
        agree(lambda *args, **kwargs: (COUNT.__setitem__(0, size), many())[1], batch([encoded(1)]))
    for size in range(65_532, 65_537):
        agree(lambda xs: [xs, [0] * (size - 65_500), xs], batch([encoded([0] * 65_500)]))
    deep = [[[[]]] * 20] * 20
    agree(same, batch([encoded(deep), encoded([], key=[], reverse={"a": [[]]})]))


def test_rows_keep_their_places_in_another_order():
    payload = batch([encoded(i) for i in range(200)], ticket=3, first=1000)
    straight = cells(Bench(True).run(abs, payload))
    shuffled = cells(Bench(True).run(abs, payload, order=12345))
    assert [cell[:5] for cell in straight] == [cell[:5] for cell in shuffled]
    seen = []
    Bench(True).run(seen.append, payload, order=12345)
    assert seen != list(range(200)) and sorted(seen) == list(range(200))
    assert seen == execute.rows_in_order(200, 12345, 3)


def test_the_mark_names_the_case_and_its_phase():
    bench, marks = Bench(True), []
    bench.run(lambda value: marks.append(bytes(bench.memory)), batch([encoded(0)] * 3, 9, 40))
    for i, mark in enumerate(marks):
        ticket, row, phase, check, calls = struct.unpack_from("<IIIIQ", mark)
        assert (ticket, row, phase, calls) == (9, 40 + i, 2, i + 1)
        assert check == ticket ^ row ^ phase ^ 0x4C53544B
    assert struct.unpack_from("<III", bench.memory) == (9, 42, 4)


def test_replay_tells_a_function_that_counts():
    count = [0]

    def counting(value):
        count[0] += 1
        return count[0]

    found = cells(Bench(True).run(counting, batch([encoded(0)] * 8), replay_every=4))
    assert [bool(cell[4] & execute.REPLAY_DIFFERS) for cell in found] == [True, False, False, False] * 2


def test_a_second_outcome_that_is_another_is_kept_as_well():
    count, kept = [0], []

    def counting(value):
        count[0] += value
        return count[0]

    for native in (True, False):
        bench, count[0] = Bench(native), 0
        bench.run(counting, batch([encoded(1), encoded(0)]), replay_every=1)
        kept.append([bench.cache.fetch(7, row) for row in (0, 1, 1 << 31, 1 + (1 << 31))])
    assert kept[0] == kept[1]
    first, same, second, none = kept[0]
    assert first[8:11] == b"\0\1\x85" and second[8:11] == b"\0\2\x85"
    assert none[8:] == b"\xff", "it was no other"


def test_guards_are_asked_after_every_case_when_careful():
    bench = Bench(True)
    bench.run(abs, batch([encoded(0)] * 5), careful=True)
    assert bench.guard.asked == 5


def test_a_forked_child_does_not_come_back():
    def forks(value):
        child = os.fork()
        if child:
            os.waitpid(child, 0)
        return child == 0

    read, write = os.pipe()
    column = Bench(True).run(forks, batch([encoded(0)]))
    os.write(write, b"x")  # a child that came back would write as well
    os.close(write)
    assert os.read(read, 10) == b"x"
    assert cells(column)[0][3] == 0


def test_what_raises_in_the_wrong_place_is_not_the_worker_s_end():
    expression = portable().codec.encode("1 // 0")
    case = b"\x81\x83\x60\x81\xd9\x4c\x10" + expression + b"\x80"
    found = agree(abs, batch([case, encoded(1)]))
    assert found[0][3:5] == (execute.MISSING, execute.NOT_DELIVERED)
    assert found[1][3] == execute.RETURNED


@pytest.mark.parametrize("payload", [b"", b"\0" * 15, batch([b"\xff"]), batch([b"\x80"]), batch([encoded(1)])[:-1]])
def test_a_batch_that_is_none_is_malformed(payload):
    for native in (False, True):
        with pytest.raises(Malformed):
            Bench(native).run(abs, payload)


@pytest.mark.skipif(SEEDS == 1, reason="counts blocks of the allocator that a sanitizer replaces")
def test_runs_leak_nothing():
    bench = Bench(True)
    payloads = [generated(seed, 32) for seed in range(4)]
    blocks = []
    for _ in range(5):
        for function in ALL:
            for payload in payloads:
                bench.run(function, payload, values=True, replay_every=2)
        bench.structure.forget()
        gc.collect()
        blocks.append(sys.getallocatedblocks())
    assert blocks[-1] <= blocks[2] + 100, blocks


def test_keep_drops_the_largest_first():
    cache = _lockstep.OutcomeCache(100_000)
    assert cache.add(1, 0, b"a" * 60_000, b"")
    assert cache.add(1, 1, b"b" * 30_000, b"")
    assert cache.add(1, 2, b"c" * 50_000, b"xy")
    head = struct.pack("<II", 1, 0)
    assert cache.fetch(1, 0) == head + b"\xff"
    assert cache.fetch(1, 2)[8:] == b"c" * 50_000 + b"xy"
    assert not cache.add(1, 3, b"d" * 100_001, b"")
    assert not cache.add(1, 4, b"e" * 90_000, b"")  # itself the largest
    assert cache.fetch(1, 1)[8:] == b"b" * 30_000


@pytest.mark.parametrize("function", [itself, rest], ids=lambda f: f.__name__)
def test_an_iterator_that_a_result_read_is_used_up_whoever_holds_it(function):
    expression = portable().codec.encode("iter([1, 2])")
    agree(function, batch([b"\x81\x83\x60\x81\xd9\x4c\x10" + expression + b"\x80"]))
