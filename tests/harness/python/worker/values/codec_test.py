"""The codec against FORMAT.md: bytes of examples, round trips, strictness."""

import math
import os
import random
import shutil
import struct
import subprocess
import sys

import pytest
from client import HERE, PACKAGE, codec

from lockstep.worker.values.decoder import Malformed
from lockstep.worker.values.item import Unencodable

VECTORS = [
    (None, "f6"),
    (False, "f4"),
    (True, "f5"),
    (0, "00"),
    (23, "17"),
    (24, "1818"),
    (255, "18ff"),
    (256, "190100"),
    (1000, "1903e8"),
    (65536, "1a00010000"),
    (2**64 - 1, "1bffffffffffffffff"),
    (2**64, "c249010000000000000000"),
    (-1, "20"),
    (-1000, "3903e7"),
    (-(2**64), "3bffffffffffffffff"),
    (-(2**64) - 1, "c349010000000000000000"),
    (1.0, "fb3ff0000000000000"),
    (-0.0, "fb8000000000000000"),
    (1j, "d9a7f882fb0000000000000000fb3ff0000000000000"),
    ("a", "6161"),
    ("\u00fc", "62c3bc"),
    ("\ud800", "d9011143eda080"),
    (b"a", "4161"),
    (bytearray(b"a"), "d94c044161"),
    ([], "80"),
    ((), "d94c0180"),
    ({1: 2}, "d94c02820102"),
    ({"b": 1, "a": 2}, "d94c028461620161" + "6102"),
    ({1}, "d901028101"),
    ({256, 2, 1}, "d90102830102190100"),
    (frozenset([3]), "d94c038103"),
    (range(3), "d94c0683000301"),
    (slice(None, 2), "d94c0783f602f6"),
    (..., "d94c08f6"),
    (NotImplemented, "d94c09f6"),
]


@pytest.mark.parametrize("value,expected", VECTORS, ids=lambda v: repr(v)[:30])
def test_examples_have_the_documented_bytes(value, expected):
    assert codec().encode(value).hex() == expected


def shape(value):
    """The value with its types, to compare without 1 == True."""
    if type(value) in (list, tuple):
        return type(value).__name__, [shape(v) for v in value]
    if type(value) is dict:
        return "dict", [(shape(k), shape(v)) for k, v in value.items()]
    if type(value) in (set, frozenset):
        return type(value).__name__, sorted(codec().encode(v) for v in value)
    if type(value) is float:
        return "float", struct.pack(">d", value)
    if type(value) is complex:
        return "complex", struct.pack(">2d", value.real, value.imag)
    return type(value).__name__, repr(value)


@pytest.mark.parametrize("value,expected", VECTORS, ids=lambda v: repr(v)[:30])
def test_examples_come_back(value, expected):
    assert shape(codec().decode(bytes.fromhex(expected))) == shape(value)


def drawn(rng, depth=0, hashable=False):
    atoms = [
        lambda: None,
        lambda: rng.random() < 0.5,
        lambda: rng.getrandbits(rng.choice([1, 5, 8, 16, 32, 64, 65, 200])) * rng.choice([1, -1]),
        lambda: struct.unpack(">d", rng.getrandbits(64).to_bytes(8, "big"))[0],
        lambda: complex(rng.random(), -0.0),
        lambda: "".join(chr(rng.choice([65, 0, 0xFC, 0xD800, 0x1F600])) for _ in range(rng.randrange(4))),
        lambda: bytes(rng.getrandbits(8) for _ in range(rng.randrange(30))),
        lambda: range(rng.randrange(9), rng.randrange(9), rng.choice([-2, 1])),
        lambda: ...,
    ]
    size = rng.randrange(4)
    nests = [
        lambda: tuple(drawn(rng, depth + 1, hashable) for _ in range(size)),
        lambda: frozenset(drawn(rng, depth + 1, True) for _ in range(size)),
    ]
    loose = [
        lambda: [drawn(rng, depth + 1) for _ in range(size)],
        lambda: {drawn(rng, depth + 1, True): drawn(rng, depth + 1) for _ in range(size)},
        lambda: {drawn(rng, depth + 1, True) for _ in range(size)},
        lambda: bytearray(size),
        lambda: slice(None, size),
    ]
    choices = atoms if depth > 3 else atoms + nests + ([] if hashable else loose)
    return rng.choice(choices)()


def test_drawn_values_round_trip():
    rng = random.Random(5)
    for _ in range(2000):
        value = drawn(rng)
        encoded = codec().encode(value)
        again = codec().decode(encoded)
        assert shape(again) == shape(value)
        assert codec().encode(again) == encoded


def test_nan_payloads_survive():
    bits = bytes.fromhex("fb7ff0000000000001")
    assert codec().encode(codec().decode(bits)) == bits
    assert math.isnan(codec().decode(bits))


def test_inputs_share_and_outputs_expand():
    first, second = codec().decode(bytes.fromhex("82d81c80d81d00"))
    assert first is second
    assert codec().encode([first, second]).hex() == "828080"


@pytest.mark.parametrize("text", ["d81c81d81d00", "d81cd94c028201d81d00"])
def test_cycles_are_references_to_a_depth(text):
    value = codec().decode(bytes.fromhex(text))
    inner = value[0] if type(value) is list else value[1]
    assert inner is value
    assert codec().encode(value).hex() == text[4:]
    assert codec().encode([value]).hex() == "81" + text[4:-2] + "01"


def test_a_set_holding_a_frozenset_is_sorted_by_bytes():
    value = {frozenset([2, 1]), frozenset([3]), "zz", 5}
    assert codec().encode(value).hex() == "d9010284" + "05" + "627a7a" + "d94c038103" + "d94c03820102"


def test_depth_and_size_are_capped():
    value = 1
    for _ in range(2000):
        value = [value]
    assert codec().encode(codec().decode(codec().encode(value))) == codec().encode(value)
    with pytest.raises(Unencodable):
        codec().encode([value])
    with pytest.raises(Malformed):
        codec().decode(b"\x81" + codec().encode(value))
    wide = [0] * (1 << 11)
    with pytest.raises(Unencodable):
        codec().encode([wide] * (1 << 11))


@pytest.mark.parametrize(
    "text",
    [
        "",  # nothing
        "0000",  # bytes behind
        "1817",  # head longer than needed
        "190017",
        "1a0000ffff",
        "1b00000000ffffffff",
        "f7",  # undefined
        "f818",
        "f93c00",  # half float
        "fa3f800000",  # single float
        "a0",  # a map
        "9fff",  # indefinite
        "5fff",
        "7fff",
        "1f",
        "61",  # truncated
        "82" + "00",
        "9bffffffffffffffff",
        "61ff",  # not UTF-8
        "63eda080",  # a surrogate in text
        "d901114161",  # no surrogate in WTF-8
        "d9011141ff",
        "d901116161",
        "c24101",  # a big integer that is small
        "c249000000000000000001",
        "c2490000000000000000ff",
        "c34101",
        "d90102820201",  # unsorted
        "d94c03820201",
        "d94c0280"[:6] + "8101",  # odd dict
        "d94c0800",  # Ellipsis over 0
        "d94c068201" + "02",  # a range of two
        "d94c0683000100",  # step 0
        "d94c0683006161" + "01",
        "d94c0400",
        "d9a7f8820000",  # complex of ints
        "c000",  # unknown tag
        "d94c1200",
        "d81d00",  # no such label
        "d81cd94c0181d81d00",  # a tuple cannot hold itself
        "d81cd81c80",  # shared twice
        "d81d6161",
        "d94c0b00",  # class over an int
    ],
)
def test_what_the_format_forbids_is_refused(text):
    with pytest.raises(Malformed):
        codec().decode(bytes.fromhex(text))


def test_random_bytes_are_refused_or_canonical():
    rng = random.Random(9)
    starts = [0x82, 0xD9, 0x4C, 0x01, 0x02, 0x03, 0x61, 0xF6, 0x81, 0xC2, 0x18, 0xFB, 0xD8, 0x1C, 0x1D]
    plain = 0
    for _ in range(20000):
        data = bytes(rng.choice(starts) for _ in range(rng.randrange(1, 9)))
        c = codec()
        try:
            value = c.decode(data)
        except (Malformed, TypeError):  # TypeError: an unhashable key
            continue
        if not c.cold:
            plain += 1
            assert c.encode(value) == data
    assert plain > 500


SCRIPT = """
import sys, random
sys.path[:0] = [{package!r}, {here!r}]
from codec_test_values import VALUES
from lockstep.worker.values.codec import Codec
from lockstep.worker.values.structure import Structure, Unencodable
for value in VALUES():
    codec = Codec(Structure(), None)
    try:
        data = codec.encode(value)
    except Unencodable as error:
        data = error.reason.encode()
    print(data.hex(), codec.digest(data).hex())
"""


@pytest.mark.skipif(shutil.which("pypy3") is None, reason="no pypy3 here")
def test_pypy_gives_the_same_bytes_and_digests():
    script = SCRIPT.format(package=os.path.abspath(PACKAGE), here=HERE)
    answers = [
        subprocess.run([python, "-B", "-c", script], capture_output=True, text=True, check=True).stdout
        for python in (sys.executable, "pypy3")
    ]
    assert answers[0] == answers[1]
    assert answers[0].count("\n") > 30
