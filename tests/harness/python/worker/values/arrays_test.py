"""numpy's arrays on the wire: two that can be told apart have different bytes, and no others."""

import itertools
import struct

import pytest

from lockstep.worker.values import codec, structure
from lockstep.worker.values.build import Build
from lockstep.worker.values.expression import Expressions

numpy = pytest.importorskip("numpy")
DTYPES = ["|b1", "|i1", "<i8", ">i8", "<u4", "<f2", "<f4", ">f4", "<f8", ">f8", "<c8", "<c16", "<U3", "|S2",
          "<M8[ns]", "<f16"]
QUIET, OTHER, SIGNALLING = (struct.unpack("<d", struct.pack("<Q", bits))[0]
                            for bits in (0x7FF8000000000000, 0xFFF8000000000001, 0x7FF0000000000001))


def encoded(value):
    take_apart = structure.Structure()
    return codec.Codec(take_apart, Build(Expressions())).encode(value)


def listing(value):
    return structure.Structure()(value)[1].payload


def distinct():
    """Arrays of which each is another."""
    for dtype in DTYPES:
        for shape in [(0,), (1,), (3,), (1, 3), (3, 1), (2, 0), (0, 2), ()]:
            yield numpy.zeros(shape, dtype)
        yield numpy.ones((2, 3), dtype)
        yield numpy.asfortranarray(numpy.ones((2, 3), dtype))
        locked = numpy.ones((2, 3), dtype)
        locked.flags.writeable = False
        yield locked
    for number in (0.0, -0.0, QUIET, OTHER):
        yield numpy.array([number, 5.0])
    for bits in (0x7FC00000, 0x7FC00001, 0xFFC00000, 0x7F800001):
        yield numpy.array([bits, 7], "<u4").view("<f4")


def test_arrays_that_differ_have_different_bytes():
    known = {}
    for value in distinct():
        data = encoded(value)
        assert data not in known, (value, known[data])
        known[data] = value


@pytest.mark.parametrize("dtype, shape", itertools.product(DTYPES, [(3,), (2, 3), (0, 2), ()]))
def test_a_copy_has_the_same_bytes(dtype, shape):
    value = numpy.ones(shape, dtype)
    assert encoded(value) == encoded(value.copy())
    assert encoded(value) == encoded(numpy.ones((6,) + shape, dtype)[2, ...])


def test_what_it_is_a_view_of_does_not_show():
    table = numpy.arange(12.0).reshape(3, 4)
    for view in (table[::-1, ::2], table[1:, 1:], table[:, 1]):
        assert encoded(view) == encoded(view.copy(order="C"))
    assert encoded(table.T) == encoded(table.T.copy(order="F"))


def test_the_call_that_makes_it_is_what_it_is():
    name, form, _, args, keywords = listing(numpy.array([[1.5, -0.0]], ">f8"))
    assert (name, form, args, keywords.payload) == ("numpy:ndarray", "call", ([[1.5, -0.0]],), ["dtype", ">f8"])


@pytest.mark.parametrize("make", [
    lambda: numpy.zeros((2, 0), "<f4"),
    lambda: numpy.array([0x7F800001], "<u4").view("<f4"),
    lambda: numpy.ones(70000),
    lambda: numpy.asfortranarray(numpy.full((300, 300), 2.5)),
    lambda: numpy.broadcast_to(numpy.arange(3), (2, 3)),
])
def test_by_its_bytes_it_is_made_again(make):
    value = make()
    build = Build(Expressions())
    again = codec.Codec(structure.Structure(), build).decode(encoded(value))
    assert type(again) is numpy.ndarray
    assert (again.dtype, again.shape, again.flags.fnc) == (value.dtype, value.shape, value.flags.fnc)
    assert again.flags.writeable == value.flags.writeable
    assert again.tobytes() == value.tobytes()


@pytest.mark.parametrize("dtype", ["?", "i1", "u2", "i8", "u8", "f2", "f4", "c8", "q", "Q"])
def test_a_scalar_is_made_of_its_number(dtype):
    one, other = numpy.dtype(dtype).type(1), numpy.dtype(dtype).type(0)
    assert encoded(one) != encoded(other) and encoded(one) == encoded(numpy.dtype(dtype).type(1))
    again = codec.Codec(structure.Structure(), Build(Expressions())).decode(encoded(one))
    assert type(again) is type(one) and again == one


def test_scalars_keep_their_bits():
    numbers = numpy.array([0x7FC00000, 0x7FC00001, 0x7F800001, 0x80000000, 0], "<u4").view("<f4")
    assert len({encoded(number) for number in numbers}) == 5


def test_objects_and_fields_are_taken_apart_like_any_other():
    assert encoded(numpy.array([1, "a", None], object)) != encoded(numpy.array([1, "b", None], object))
    fields = [("a", "<i4"), ("b", "<f8")]
    assert encoded(numpy.zeros(2, fields)) != encoded(numpy.ones(2, fields))


def test_what_pads_a_long_double_is_not_its_value():
    one, other = numpy.zeros(3, "g"), numpy.full(3, 255, "u1").repeat(16).view("g")
    one[...], other[...] = 1.5, 1.5
    noise = numpy.frombuffer(bytearray(other.tobytes()), "u1").reshape(-1, 16).copy()
    noise[:, 10:] = 7
    assert encoded(noise.reshape(-1).view("g")) == encoded(one)


def test_a_subclass_is_another_class():
    assert encoded(numpy.ones(2).view(numpy.recarray)) != encoded(numpy.ones(2))
