"""The extension's codec: its vectors, its equality with the portable one, hostile bytes, leaks."""

import gc
import math
import os
import random
import struct
import sys
import zlib

import pytest
from extension_support import Unencodable, _lockstep, attempt, extension, portable, quiet
from random_values import Inputs, Meddler, Plain, Stubborn, Values
from standard_values import every, value

from lockstep.worker.ambient.snapshots import _differing
from lockstep.worker.ambient.change_detection import _altered, _misplaced
from lockstep.worker.values.decoder import Malformed

CASES = int(os.environ.get("LOCKSTEP_TEST_CASES", "100000"))

# From FORMAT.md.
VECTORS = [
    (None, "f6"),
    (False, "f4"),
    (True, "f5"),
    (0, "00"),
    (-1, "20"),
    (23, "17"),
    (24, "1818"),
    (1000, "1903e8"),
    (2**32, "1b0000000100000000"),
    (2**63 - 1, "1b7fffffffffffffff"),
    (2**64 - 1, "1bffffffffffffffff"),
    (-(2**63), "3b7fffffffffffffff"),
    (-(2**64), "3bffffffffffffffff"),
    (2**64, "c249010000000000000000"),
    (-(2**64) - 1, "c349010000000000000000"),
    (1.0, "fb3ff0000000000000"),
    (-0.0, "fb8000000000000000"),
    (1j, "d9a7f882fb0000000000000000fb3ff0000000000000"),
    ("a", "6161"),
    ("", "60"),
    ("\u00e9", "62c3a9"),
    ("\U0001f600", "64f09f9880"),
    ("\ud800", "d9011143eda080"),
    (b"a", "4161"),
    (bytearray(b"a"), "d94c044161"),
    ([], "80"),
    ((), "d94c0180"),
    ({1: 2}, "d94c02820102"),
    ({1}, "d901028101"),
    ({"b", "a", 300, 2}, "d901028402" + "19012c" + "6161" + "6162"),
    (frozenset([1]), "d94c038101"),
    (range(1, 2), "d94c0683010201"),
    (slice(None, 2), "d94c0783f602f6"),
    (..., "d94c08f6"),
    (NotImplemented, "d94c09f6"),
    (int, "d94c0b6c6275696c74696e733a696e74"),
]


@pytest.mark.parametrize("size", [0, 1, 7, 64, 70_000])
def test_checksums_are_those_of_zlib(size):
    data, before = random.Random(size).randbytes(size), zlib.crc32(b"head")
    assert _lockstep.crc32(data) == zlib.crc32(data)
    assert _lockstep.crc32(memoryview(data), before) == zlib.crc32(data, before)


@pytest.mark.parametrize("value, expected", VECTORS, ids=lambda v: repr(v)[:24])
def test_vectors_both_ways(value, expected):
    codec = extension().codec
    assert codec.encode(value).hex() == expected
    made = codec.decode(bytes.fromhex(expected))
    assert type(made) is type(value) and codec.encode(made).hex() == expected


@pytest.mark.parametrize("bits", [0x7FF0000000000001, 0xFFF8000000000123, 0x7FF8000000000000])
def test_nan_payloads_survive(bits):
    codec = extension().codec
    item = b"\xfb" + struct.pack(">Q", bits)
    assert math.isnan(codec.decode(item)) and codec.encode(codec.decode(item)) == item


def test_a_set_may_hold_two_nans_but_nothing_out_of_order():
    two = bytes.fromhex("d9010282" + 2 * "fb7ff8000000000000")
    for side in (portable(), extension()):
        assert len(side.codec.decode(two)) == 2 and side.codec.encode(side.codec.decode(two)) == two
        assert side.codec.decode(bytes.fromhex("d90102820101")) == {1} and side.codec.cold
        with pytest.raises(Malformed):
            side.codec.decode(bytes.fromhex("d90102820201"))


def test_shared_and_cyclic_inputs():
    decode = extension().codec.decode
    twice = decode(bytes.fromhex("82d81c80d81d00"))
    assert twice == [[], []] and twice[0] is twice[1]
    itself = decode(bytes.fromhex("d81c81d81d00"))
    assert itself[0] is itself
    assert extension().codec.encode(itself).hex() == "81d81d00"


def test_depth_and_size_are_capped():
    codec = extension().codec
    for depth, good in ((2000, True), (2001, False)):
        value = []
        for _ in range(depth - 1):
            value = [value]
        if good:
            assert codec.encode(value) == b"\x81" * (depth - 1) + b"\x80"
        else:
            with pytest.raises(Unencodable, match="deeper than 2000"):
                codec.encode(value)
    wide = [0] * 1000
    with pytest.raises(Unencodable, match="more than 4194304 values"):
        codec.encode([[wide] * 1000] * 10)
    with pytest.raises(Unencodable, match="more than 4194304 values"):
        codec.encode([0] * (1 << 22))
    assert len(codec.encode([0] * ((1 << 22) - 1))) == (1 << 22) + 4
    nested = None
    for _ in range(100_000):
        nested = slice(nested)
    with pytest.raises(Unencodable):
        codec.encode(nested)
    with pytest.raises(Malformed):
        codec.decode(b"\x81" * 100_000 + b"\x80")


def test_same_encodings_as_the_portable_codec():
    """Zero differences, exact and projected, over every kind of value."""
    left, right = portable(), extension()
    kinds = {"encoded": 0, "unencodable": 0}
    for seed in range(CASES):
        encoded = [_both_encodings(side, Values(seed)()) for side in (left, right)]
        assert encoded[0] == encoded[1], "Values(%d)()" % seed
        kinds["unencodable" if type(encoded[0][0]) is str else "encoded"] += 1
    assert kinds["unencodable"] > CASES // 200 and kinds["encoded"] > CASES // 2


def test_same_outcomes_as_the_portable_codec():
    left, right = portable(), extension()
    for seed in range(CASES // 4):
        outcomes = []
        for side in (left, right):
            with quiet():
                outcomes.append([attempt(lambda value: side.codec.encode_outcome(raised, value), value)
                                 for raised, value in ((False, Values(seed)()), (True, KeyError(seed)),
                                                       (True, OSError(seed, "x")))])
                side.structure.forget()
        assert outcomes[0] == outcomes[1], "Values(%d)()" % seed


def _both_encodings(side, value):
    with quiet():
        exact = attempt(side.codec.encode, value)
        cold = type(exact) is bytes and side.codec.cold
        projected = attempt(side.codec.encode_projected, value)
        side.structure.forget()
    return exact, projected, cold


def test_same_values_as_the_portable_codec():
    """Zero differences, over what was encoded and over inputs with sharing."""
    judge, left, right = portable(), portable(), extension()
    for seed in range(CASES // 2):
        if seed % 2:
            data = Inputs(seed, judge.codec.encode)()
        else:
            data = attempt(judge.codec.encode, Values(seed)())
            judge.structure.forget()
        if type(data) is bytes:
            assert _decoded(left, data, judge) == _decoded(right, data, judge), data.hex()


def _decoded(side, data, judge):
    """What became of the bytes, told by one and the same codec."""
    try:
        value = side.codec.decode(data)
    except Malformed:
        return "malformed"
    except Exception as error:
        return type(error).__name__
    cold = side.codec.cold
    told = attempt(judge.codec.encode, value)
    judge.structure.forget()
    return told, cold


def test_hostile_bytes_are_refused_as_by_the_portable_codec():
    """Mutated encodings: no crash, and the same are taken."""
    judge, left, right = portable(), portable(), extension()
    rng = random.Random(5)
    inputs = Inputs(6, judge.codec.encode)
    taken = 0
    for _ in range(CASES // 4):
        data = inputs()
        for _ in range(4):
            data = _mutated(rng, data)
            found = _decoded(right, data, judge)
            taken += type(found) is tuple
            if rng.random() < 0.2:
                expected = _decoded(left, data, judge)
                # Of two reasons to refuse, either may be found first.
                assert found == expected or str is type(found) is type(expected), data.hex()
    assert CASES // 50 < taken < CASES


TAGS = [0xD8, 0xD9, 0x4C, 0x1C, 0x1D, 0x1B, 0x81, 0x82, 0x9B, 0xFB, 0xC2, 0x00, 0xFF, 0x7F]
# Code that a mutated expression could run.
HARMFUL = (b"\xd9\x4c\x10", b"\xd9\x4c\x0c", b"\xd9\x4c\x0b", b"\xd9\x4c\x0d", b"\xd8\x1b")


def _mutated(rng, data):
    data = bytearray(data)
    at = rng.randrange(len(data) + 1)
    choice = rng.randrange(4)
    if choice == 0 and at < len(data):
        data[at] ^= 1 << rng.randrange(8)
    elif choice == 1:
        data.insert(at, rng.choice(TAGS))
    elif choice == 2:
        del data[at : at + rng.randrange(1, 4)]
    else:
        data[at:at] = data[rng.randrange(len(data) + 1) :][: rng.randrange(9)]
    if any(tag in data for tag in HARMFUL):
        return bytes(rng.choice(TAGS) for _ in range(3))
    return bytes(data)


def test_lengths_that_are_not_there_allocate_nothing():
    decode = extension().codec.decode
    for head in ("9b000fffffffffffff", "5b000fffffffffffff", "d94c019b7fffffffffffffff"):
        with pytest.raises(Malformed):
            decode(bytes.fromhex(head) + b"\0" * 16)
    greedy = b"".join(b"\x99\x07\xd0" for _ in range(1990)) + b"\0" * 2000
    with pytest.raises(Malformed):
        decode(greedy)


def test_callbacks_that_misbehave():
    class Lies:
        def __init__(self, answer):
            self.answer = answer

        def __call__(self, value):
            if isinstance(self.answer, BaseException):
                raise self.answer
            return self.answer

    for answer in (None, (1,), (1, 2, 3), ("x", 1), (-1, 1), (1 << 70, 1), KeyboardInterrupt()):
        codec = _lockstep.Codec(Lies(answer), Lies(answer))
        with pytest.raises((TypeError, OverflowError, KeyboardInterrupt)):
            codec.encode([1, Plain()])
    shrinking = [Plain(), 1, 2]

    def shrinks(value):
        shrinking.clear()
        gc.collect()
        return 27, None

    codec = _lockstep.Codec(shrinks, shrinks)
    assert codec.encode(shrinking).hex() == "83d81bf60102"


def test_containers_that_change_while_they_are_encoded():
    for side in (portable(), extension()):
        value = [1, 2, 3]
        value.insert(0, Meddler(value))
        table = {"a": 1, "b": 2}
        table["c"] = Meddler(table)
        encoded = side.codec.encode([value, table])
        assert encoded.count(b"Meddler") >= 2 and value == [value[0]] and table == {}
        assert attempt(side.codec.encode, [value, Stubborn()]).startswith("unencodable")


def test_nothing_leaks():
    codec = extension().codec
    sentinel, structure = object(), extension().structure
    value = [Plain(a=[1]), {"k": ({1.5}, "x")}, ValueError("x"), iter([1]), slice(1), 2**100]
    encoded = portable().codec.encode(value[1:3])
    before = None
    for turn in range(6):
        for _ in range(300):
            codec.encode(value)
            attempt(codec.encode, [value, Stubborn(), sentinel])
            for size in range(0, len(encoded), 7):
                with pytest.raises(Malformed):
                    codec.decode(encoded[:size])
            codec.decode(encoded)
        structure.forget()
        gc.collect()
        now = sys.getallocatedblocks()
        if turn >= 3:
            assert now <= before + 50
        before = now
    assert sys.getrefcount(sentinel) == 2


@pytest.mark.parametrize("text", every())
def test_standard_values_are_written_alike(text):
    one, two = value(text), value(text)
    assert attempt(extension().codec.encode, one) == attempt(portable().codec.encode, two)
    one, two = value(text), value(text)
    assert extension().codec.encode_projected(one) == portable().codec.encode_projected(two)


class Kind:
    def method(self):
        return 1


@pytest.mark.parametrize("differing", [_lockstep.differing, _differing])
@pytest.mark.parametrize("versions", [bytearray(), bytearray(3 * 8)])
def test_namespaces_are_compared_with_their_copies_object_by_object(differing, versions):
    spaces = [{"a": 1, "b": [2]}, Kind, {}]
    copies = [dict(spaces[0]), dict(vars(Kind)), {}]
    assert differing(spaces, copies, 0, versions) == -1
    spaces[2]["c"] = 3
    assert differing(spaces, copies, 0, versions) == differing(spaces, copies, 2, versions) == 2
    was, Kind.method = Kind.method, len
    assert differing(spaces, copies, 0, versions) == 1 and differing(spaces, copies, 2, versions) == 2
    Kind.method = was
    spaces[0]["a"] = 4
    assert differing(spaces, copies, 0, versions) == 0
    del spaces[0]["a"]
    assert differing(spaces, copies, 0, versions) == 0


@pytest.mark.parametrize("altered", [_lockstep.altered, _altered])
def test_functions_are_compared_with_what_they_were(altered):
    def one(a, b=1, *, c=2):
        pass

    def other():
        pass

    def known():
        return [one.__code__, other.__code__], [one.__defaults__, None], [one.__kwdefaults__, None]

    first = known()
    assert altered([one, other], *first) is False
    for change in ("__code__", "__defaults__", "__kwdefaults__"):
        was = getattr(one, change)
        setattr(one, change, (lambda: 0).__code__ if change == "__code__" else None)
        assert altered([one, other], *first) is True
        setattr(one, change, was)
    assert altered([one, other], *first) is False
    other.__defaults__ = ()
    assert altered([one, other], *first) is True


@pytest.mark.parametrize("misplaced", [_lockstep.misplaced, _misplaced])
def test_modules_are_compared_with_what_they_were(misplaced):
    first = [pytest, None]
    assert misplaced({"a": pytest}, ["a", "b"], first) is False
    assert misplaced({"a": pytest, "b": pytest}, ["a", "b"], first) is True
    assert misplaced({"a": os}, ["a", "b"], first) is True and misplaced({}, ["a", "b"], first) is True
