"""Crossing from native's side to the port's and back: what is mapped, wherever it is, and nothing else."""

import pickle
from fractions import Fraction
from types import SimpleNamespace

import pytest

from lockstep.translation.function_adapter import Leak, across
from lockstep.api.mappings import Mapping, Mappings, Singleton


class Ratio:
    def __init__(self, top, bottom):
        self.top, self.bottom = top, bottom

    def plus(self, other):
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    def limit_denominator(self):
        return self


class Pile:
    def __init__(self, things):
        self.things = things


class Helper:
    """Of the port's module, and not mapped."""


class AnyTrue:
    def __call__(self, values):
        return any(values)


class Stack:
    __module__ = "native"

    def __init__(self, items):
        self.items = items


def mapped(update=None):
    ratio = Mapping(Fraction, Ratio, lambda x: Ratio(x.numerator, x.denominator),
                    lambda x: Fraction(x.top, x.bottom), None, None, {}, "m:Ratios")
    pile = Mapping(Stack, Pile, lambda x: Pile(list(x.items)), lambda x: Stack(list(x.things)),
                   update, None, {}, "m:Piles")
    return Mappings([ratio, pile], [Singleton(any, AnyTrue)])


def call(function, *args, **kwargs):
    return across(function, mapped())(*args, **kwargs)


HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def test_arguments_and_results_are_translated():
    assert call(lambda x: (type(x).__name__, x), HALF) == ("Ratio", HALF)
    assert call(Ratio.plus, HALF, other=THIRD) == Fraction(5, 6)


@pytest.mark.parametrize("value", [[HALF], (HALF,), {"a": HALF}, {HALF: [(HALF,)]}, [[], {"k": [HALF]}]])
def test_containers_are_translated_there_and_back(value):
    seen = []
    assert call(lambda x: seen.append(repr(x)) or x, value) == value
    assert "Ratio" in seen[0] and "Fraction" not in seen[0]


def test_what_holds_nothing_mapped_stays_itself():
    value = [[1], {"a": (2,)}]
    assert call(lambda x: x, value) is value


def test_one_object_stays_one_object():
    rows = [HALF]
    first, second = call(lambda x: (x[0], x[1]), [rows, rows])
    assert first is second is rows


def test_a_list_in_itself_comes_back_in_itself():
    value = [HALF]
    value.append(value)
    back = call(lambda x: x, value)
    assert back is value and back[1] is back


def test_iterators_are_translated_item_by_item():
    pulled = []

    def source():
        for item in (HALF, THIRD):
            pulled.append(item)
            yield item

    def port(items):
        assert type(next(items)) is Ratio
        yield from items

    result = call(port, source())
    assert pulled == []
    assert list(result) == [THIRD]


def test_an_iterator_is_pickled_where_the_port_s_is():
    assert list(pickle.loads(pickle.dumps(call(lambda x: iter([x]), HALF)))) == [HALF]
    with pytest.raises(TypeError):
        pickle.dumps(call(lambda x: (each for each in [x]), HALF))


def test_a_bound_method_comes_back_as_native_s():
    method = call(lambda x: x.limit_denominator, HALF)
    assert method.__self__ == HALF and method() == HALF
    assert call(lambda method: type(method.__self__).__name__, HALF.limit_denominator) == "Ratio"


def test_a_function_is_called_with_native_objects():
    assert call(lambda key, x: key(x), lambda x: x + THIRD, HALF) == Fraction(5, 6)


def test_a_singleton_is_an_instance_there_and_itself_here():
    assert call(lambda f: type(f).__name__, any) == "AnyTrue"
    assert call(lambda f: [f, f([0, 1])], any) == [any, True]


def test_exceptions_are_translated():
    def port(x):
        raise ValueError("no", [x])

    with pytest.raises(ValueError) as caught:
        call(port, HALF)
    assert caught.value.args == ("no", [HALF])
    assert caught.value.__context__ is None


def test_changed_containers_are_changed():
    values = [HALF]
    call(lambda x: x.append(Ratio(1, 3)), values)
    assert values == [HALF, THIRD]


def test_an_object_is_changed_where_the_mapping_says_how():
    stack = Stack([1])
    assert call(lambda x: x.things.append(2), stack) is None
    assert stack.items == [1]
    carry = across(lambda x: x.things.append(2), mapped(lambda a, b: a.items.__setitem__(slice(None), b.things)))
    carry(stack)
    assert stack.items == [1, 2]


def test_a_changed_object_is_not_taken_for_the_one_that_was_passed():
    def port(pile):
        pile.things.append(2)
        return pile

    assert call(port, Stack([1])).items == [1, 2]


def closure():
    helper = Helper()
    return lambda: helper


@pytest.mark.parametrize("value, place", [
    (Helper(), "result is"),
    ([0, (Helper(),)], "result[1][0] is"),
    ({"k": Helper()}, "result['k'] is"),
    (SimpleNamespace(a=[Helper()]), "result.a[0] is"),
    (ValueError(1, Helper()), "result.args[1] is"),
    (closure(), "result.__closure__ is"),
])
def test_a_leak_is_named_with_its_place(value, place):
    with pytest.raises(Leak) as caught:
        call(lambda: value)
    assert place in str(caught.value) and "Helper" in str(caught.value)


def test_a_leak_in_an_iterator_is_found_when_it_gets_there():
    result = call(lambda: (x for x in [Ratio(1, 2), Helper()]))
    assert next(result) == HALF
    with pytest.raises(Leak):
        next(result)


def test_a_leak_in_an_exception_is_found():
    def port():
        raise KeyError(Helper())

    with pytest.raises(Leak) as caught:
        call(port)
    assert str(caught.value).startswith("exception.args[0]")


def test_a_leak_through_an_argument_is_found():
    with pytest.raises(Leak):
        call(lambda x: x.append(Helper()), [HALF])
