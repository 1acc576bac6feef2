"""Mutable state that a value shares with its translation."""

import array
from types import SimpleNamespace

import pytest

from lockstep.translation.sharing import shared

LIST = [1]


def said(left, right):
    return shared(left, right, ("a", "b"))


def test_copies_share_nothing():
    assert said([[1], {"k": 2}], [[1], {"k": 2}]) == []
    assert said((1, "text", b"bytes", None), (1, "text", b"bytes", None)) == []


@pytest.mark.parametrize("left, right, expected", [
    (LIST, LIST, ["a is b"]),
    ([LIST], {"k": (LIST,)}, ["a[0] is b['k'][0]"]),
    (SimpleNamespace(x=LIST), SimpleNamespace(y=LIST), ["a.x is b.y"]),
])
def test_a_shared_object_is_named_on_both_sides(left, right, expected):
    assert said(left, right) == expected


def test_slots_are_looked_into():
    class Slotted:
        __slots__ = ("x", "empty")

    value = Slotted()
    value.x = LIST
    assert said(value, [LIST]) == ["a.x is b[0]"]


def test_a_view_shares_its_memory():
    buffer = bytearray(16)
    assert said(memoryview(buffer)[4:8], memoryview(buffer)[6:10]) == ["a shares memory with b"]
    assert said(memoryview(buffer)[:4], memoryview(buffer)[8:]) == []
    assert said(array.array("d", [1.0]), array.array("d", [1.0])) == []


def test_arrays_share_memory_whatever_their_layout():
    numpy = pytest.importorskip("numpy")
    table = numpy.arange(12).reshape(3, 4)
    assert said(table[::-1, ::2], table.T) == ["a shares memory with b"]
    assert said(table, table.copy()) == []
    assert said(table[:1], table[2:]) == []
