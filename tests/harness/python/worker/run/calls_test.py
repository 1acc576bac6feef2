"""Knobs that are turned around a call: what is made read-only, and what is left out."""
import pytest

from lockstep.worker.run import calls


def written(view):
    with pytest.raises((TypeError, ValueError)):
        view[0] = 1
    return True


def test_a_view_of_memory_is_replaced_by_one_that_cannot_be_written_to():
    memory = bytearray(b"ab")
    view, count = calls.locked(memoryview(memory))
    assert count == 1 and written(view) and view == memory


def test_containers_are_kept_and_hold_what_stands_for_their_items():
    inner = [memoryview(bytearray(b"a"))]
    args, count = calls.locked([1, inner, {"k": memoryview(bytearray(b"b"))}, (memoryview(bytearray(b"c")),)])
    assert count == 3 and args[1] is inner
    assert written(inner[0]) and written(args[2]["k"]) and written(args[3][0])


def test_what_has_no_memory_of_its_own_is_left_as_it_is():
    value = [1, "a", bytearray(b"a"), memoryview(b"a"), (1, 2)]
    same, count = calls.locked(value)
    assert same is value and count == 0 and same[4] is value[4]


def test_an_array_is_locked_in_its_place():
    numpy = pytest.importorskip("numpy")
    array = numpy.arange(3.0)
    same, count = calls.locked(array)
    assert same is array and count == 1 and written(array)
    assert calls.locked([array, array])[1] == 0  # it is by now
