"""A class is called by a name that leads to the very class."""

import collections
import enum
import fractions
import gc
import sys
import types
import weakref

import pytest
from client import PACKAGE  # noqa: F401

from lockstep.worker.values import identity
from lockstep.worker.values.codec import Codec
from lockstep.worker.values.projection import Projection
from lockstep.worker.values.structure import Structure


@pytest.fixture(autouse=True)
def no_home():
    identity.at_home(None, [])
    yield
    identity.at_home(None, [])


def second_copy(module):
    """A module that was executed once more, past ``sys.modules``."""
    copy = types.ModuleType(module.__name__)
    copy.__dict__["__file__"] = module.__file__
    with open(module.__file__, encoding="utf-8") as source:
        exec(compile(source.read(), module.__file__, "exec"), vars(copy))
    return copy


COPY = second_copy(fractions)


def exact(value):
    return Codec(Structure(), None).encode(value)


def projected(value, modules=()):
    structure = Structure()
    return Codec(structure, None, Projection(structure, "type", modules)).encode_projected(value)


def told(name, bases, module, **members):
    cls = types.new_class(name, bases, {}, lambda held: held.update(members))
    cls.__module__, cls.__qualname__ = module, name
    return cls


def test_an_ordinary_class_goes_by_its_name():
    assert identity.known_as(fractions.Fraction) == "fractions:Fraction"
    assert identity.known_as(int) == "builtins:int"
    assert identity.known_as(type(iter([]))) == "builtins:list_iterator"


def test_another_class_of_a_name_is_told_apart_from_the_one_it_leads_to():
    assert identity.known_as(COPY.Fraction) == "another class of the name fractions:Fraction"


def test_where_a_name_leads_nowhere_it_is_believed():
    class Local:
        pass

    assert identity.known_as(Local).endswith("<locals>.Local")
    assert identity.known_as(told("Nowhere", (), "fractions")) == "fractions:Nowhere"
    assert identity.known_as(told("Nowhere", (), "no_such_module")) == "no_such_module:Nowhere"


COLOUR = enum.Enum("Colour", "RED", module=__name__, qualname="Colour")
Colour = enum.Enum("Colour", "RED")
Point = collections.namedtuple("Point", "x")
POINT = collections.namedtuple("Point", "x")
Ints = told("Ints", (list,), __name__)
INTS = told("Ints", (list,), __name__)


@pytest.mark.parametrize("one,other", [
    (fractions.Fraction(1, 2), COPY.Fraction(1, 2)),
    ([fractions.Fraction(1, 2)], [COPY.Fraction(1, 2)]),
    (fractions.Fraction, COPY.Fraction),
    (Colour.RED, COLOUR.RED),
    (Point(1), POINT(1)),
    (Ints([1]), INTS([1])),
    (ValueError("x"), told("ValueError", (Exception,), "builtins")("x")),
])
def test_values_of_two_classes_of_one_name_are_two_values(one, other):
    assert exact(one) != exact(other)
    assert projected(one) != projected(other)


def test_an_exception_of_a_second_copy_stands_for_that_of_the_first_as_any_library_s_does():
    import json.decoder
    copy = second_copy(json.decoder)
    one, other = json.decoder.JSONDecodeError("a", "b", 0), copy.JSONDecodeError("a", "b", 0)
    assert exact(one) != exact(other)
    assert projected(one) == projected(other)


@pytest.fixture
def home(monkeypatch):
    module = types.ModuleType("home_of_port")
    monkeypatch.setitem(sys.modules, "home_of_port", module)
    return module


def test_at_home_a_class_goes_by_the_name_it_has_there(home):
    home.Fraction = COPY.Fraction
    assert identity.known_as(COPY.Fraction).startswith("another")
    identity.at_home(None, ["home_of_port"])
    assert identity.known_as(COPY.Fraction) == "home_of_port:Fraction"
    assert exact(COPY.Fraction(1)) != exact(fractions.Fraction(1))


def test_what_home_has_from_a_second_copy_stands_for_the_first(home):
    home.Fraction = COPY.Fraction
    identity.at_home(None, ["home_of_port"])
    assert projected(COPY.Fraction) == projected(fractions.Fraction)
    assert projected(Ints([COPY.Fraction(1)])) == projected(Ints([fractions.Fraction(1)]))


def test_what_home_defines_itself_and_calls_by_another_name_does_not(home):
    exec("class Fraction:\n    def f(self):\n        pass\nFraction.__module__ = 'fractions'", vars(home))
    home.Point = told("Point", (tuple,), __name__)
    identity.at_home(None, ["home_of_port"])
    assert projected(home.Fraction) != projected(fractions.Fraction)
    assert projected(home.Point([1])) != projected(told("Point", (tuple,), "elsewhere")([1]))


def test_below_home_is_home(home, monkeypatch):
    below = types.ModuleType("home_of_port.below")
    monkeypatch.setitem(sys.modules, "home_of_port.below", below)
    below.Fraction = COPY.Fraction
    identity.at_home(None, ["home_of_port"])
    assert identity.known_as(COPY.Fraction) == "home_of_port.below:Fraction"


def test_what_stands_beside_the_target_in_a_module_loaded_twice_keeps_its_name():
    identity.at_home(COPY.Fraction, [])
    assert identity.known_as(COPY.Fraction) == "fractions:Fraction"
    identity.at_home(COPY.Fraction.__add__, [])
    assert identity.known_as(COPY.Fraction) == "fractions:Fraction"


def test_the_class_under_test_keeps_the_name_that_it_claims():
    cls = told("Fraction", (), "fractions")
    identity.at_home(cls, ["port"])
    assert identity.known_as(cls) == "fractions:Fraction"


def test_what_stands_beside_an_instance_under_test_keeps_its_name():
    assert identity.known_as(COPY.Fraction).startswith("another")
    identity.meet(told("Made", (), "port", f=COPY.Fraction.__add__))
    assert identity.known_as(COPY.Fraction) == "fractions:Fraction"


def test_a_module_of_the_standard_library_need_not_be_imported_yet(monkeypatch):
    if not hasattr(sys, "stdlib_module_names"):
        pytest.skip("which modules are the standard library's is not known")
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    assert identity.known_as(told("rgb_to_hls", (), "colorsys")) == "colorsys:rgb_to_hls"  # a function
    monkeypatch.delitem(sys.modules, "sched", raising=False)
    assert identity.known_as(told("scheduler", (), "sched")).startswith("another")


def test_nothing_of_a_module_is_run_to_find_a_class(home):
    def asked(name):
        raise AssertionError(name)

    home.__getattr__ = asked
    assert identity.known_as(told("Odd", (), "home_of_port")) == "home_of_port:Odd"


def test_a_class_is_not_kept_alive():
    cls = told("Short", (), "fractions")
    identity.known_as(cls)
    gone = weakref.ref(cls)
    del cls
    gc.collect()
    assert gone() is None
