"""What the contract compares across implementations (projection.py)."""

import collections
import pathlib
import re

import pytest
from client import PACKAGE  # noqa: F401

from lockstep.worker.values.codec import Codec
from lockstep.worker.values.projection import Projection
from lockstep.worker.values.structure import Structure


def projected(value, policy="type", modules=()):
    structure = Structure()
    codec = Codec(structure, None, Projection(structure, policy, modules))
    return codec.encode_projected(value)


def made(name, module, base=Exception):
    cls = type(name, (base,), {})
    cls.__module__, cls.__qualname__ = module, name
    return cls


@pytest.mark.parametrize(
    "policy,same_message,same_type",
    [("type", True, False), ("type+message", False, False), ("public-base", True, True)],
)
def test_exception_policies(policy, same_message, same_type):
    one, two = ValueError("one"), ValueError("two")
    assert (projected(one, policy) == projected(two, policy)) is same_message
    other = made("Special", "somewhere", ValueError)("one")
    assert (projected(one, policy) == projected(other, policy)) is same_type
    assert projected(one, policy) != projected(KeyError("one"), policy)


def test_cause_and_attributes_are_not_compared():
    one, two = ValueError("x"), ValueError("x")
    one.__cause__, one.detail = KeyError(1), 5
    assert projected(one, "type+message") == projected(two, "type+message")


def test_addresses_in_messages_are_not_compared():
    one, two = ValueError("<X at 0x7f01>"), ValueError("<X at 0x55aa>")
    assert projected(one, "type+message") == projected(two, "type+message")


def test_classes_of_native_and_port_meet_in_a_role():
    modules = ["native", "port"]
    here, there = made("Odd", "native.errors"), made("Odd", "port")
    assert projected(here("x"), modules=modules) == projected(there("y"), modules=modules)
    assert projected(here, modules=modules) == projected(there, modules=modules)
    assert projected(here) != projected(there)
    assert projected(here, modules=modules) != projected(made("Odd", "elsewhere"), modules=modules)
    assert projected(here, modules=modules) != projected(made("Even", "port"), modules=modules)


def test_exceptions_of_one_name_stand_for_one_another():
    here, there = made("error", "one_library"), made("error", "regex")
    assert projected(here("x")) == projected(there("y"))
    assert projected(here("x")) != projected(made("Error", "regex")("x"))
    assert projected(made("ValueError", "regex")("x")) != projected(ValueError("x"))


def test_instances_carry_the_role_of_their_class():
    modules = ["native", "port"]
    one, two = (made("Items", module, list)([1]) for module in modules)
    assert projected(one, modules=modules) == projected(two, modules=modules)
    pair = [collections.namedtuple("Pair", "x") for _ in modules]
    for cls, module in zip(pair, modules):
        cls.__module__ = module
    assert projected(pair[0](1), modules=modules) == projected(pair[1](1), modules=modules)


def test_a_standard_class_meets_a_port_that_shows_as_it_does():
    copied = made("PurePosixPath", "port", object)
    native, port = pathlib.PurePosixPath("a/b"), copied()
    modules = ["pathlib", "port"]
    copied.__reduce__, copied.__repr__ = lambda self: (copied, ("other",)), lambda self: repr(native)
    assert projected(native, modules=modules) == projected(port, modules=modules)
    other = pathlib.PurePosixPath("a/c")
    assert projected(other, modules=modules) != projected(port, modules=modules)


def test_a_standard_class_without_a_recipe_keeps_its_own():
    one, two = re.match("a", "a"), re.match("a", "ab")
    assert projected(one, modules=["re", "port"]) != projected(two, modules=["re", "port"])


def test_builtins_are_nobody_s_role():
    assert projected(int, modules=["builtins", "port"]) == projected(int)


def test_assumed_roles_are_remembered():
    structure = Structure()
    projection = Projection(structure, "type", ["native"])
    Codec(structure, None, projection).encode_projected(made("Odd", "native"))
    assert projection.assumed == {"native:Odd"}


def test_iterators_are_what_they_yield():
    assert projected(iter([1])) == projected(iter((1,))) == projected(n for n in [1])
    assert projected(iter([1])) != projected(iter([2]))


def zone(module, private, members):
    cls = type("Zone", (object,), members)
    cls.__module__ = module
    value = cls()
    setattr(value, private, 1)
    return value


def test_how_a_class_keeps_its_state_is_its_own_affair():
    modules = ["native", "port"]
    by_recipe = {"__reduce__": lambda self: (type(self), (1,), vars(self))}
    one, two = zone("native", "_offset", by_recipe), zone("port", "_minutes", by_recipe)
    assert projected(one, modules=modules) == projected(two, modules=modules)
    two.public = 2
    assert projected(one, modules=modules) != projected(two, modules=modules)


def test_what_shows_alike_is_alike_however_it_is_pickled():
    modules = ["native", "port"]
    show = {"__repr__": lambda self: "%s.Zone(1)" % type(self).__module__}
    one = zone("native", "_offset", {**show, "__reduce__": lambda self: (type(self), (1,))})
    two = zone("port", "_minutes", {**show, "__reduce__": lambda self: (type(self), (2, 3), (4, vars(self)))})
    three = zone("port", "_minutes", show)
    assert projected(one, modules=modules) == projected(two, modules=modules) == projected(three, modules=modules)


def test_a_text_is_no_address_and_no_omission_and_functions_are_written_in_anything():
    modules = ["native", "port"]
    show = {"__repr__": lambda self: "Zone(%s)" % self._offset, "__reduce__": lambda self: (Zone, (self._how,))}
    one, two, Zone = zone("native", "_offset", show), zone("port", "_offset", show), int
    one._how, two._how = 1, 2
    for left, right, same in [("'0xaaaaaaa'", "'0xbbbbbbb'", False), ("'...'", "'...'", True),
                              ("<X at 0xaaaaaaa>", "<X at 0xbbbbbbb>", True), ("[1, ...]", "[1, ...]", False),
                              ("<function f at 0xaa>", "<cyfunction f at 0xbb>", True),
                              ("<function f at 0xaa>", "<built-in function g>", False)]:
        one._offset, two._offset = left, right
        assert (projected(one, modules=modules) == projected(two, modules=modules)) is same, left


def test_what_does_not_show_in_full_does_not_stand_alone():
    modules = ["native", "port"]
    members = {"__repr__": lambda self: "Zone(...)", "__reduce__": lambda self: (type(self), (self._offset,))}
    one, two = zone("native", "_offset", members), zone("native", "_offset", members)
    assert projected(one, modules=modules) == projected(two, modules=modules)
    two._offset = 2
    assert projected(one, modules=modules) != projected(two, modules=modules)


def test_an_object_without_a_recipe_of_its_own_is_what_it_shows():
    modules = ["native", "port"]
    show = {"__repr__": lambda self: "Zone(%d)" % [*vars(self).values()][0]}
    one, two = zone("native", "_offset", show), zone("port", "_minutes", show)
    assert projected(one, modules=modules) == projected(two, modules=modules)
    two._minutes = 5
    assert projected(one, modules=modules) != projected(two, modules=modules)


def test_what_a_generator_returns_is_at_its_end():
    def told(value):
        def numbers():
            yield 1
            return value

        return Projection(Structure(64), "type", ["m"]).structure(numbers())[1].payload

    assert told(None)[-1] is None
    assert told(7)[-1].value == 7
