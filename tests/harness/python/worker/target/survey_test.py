"""What a module offers in public, and what of it could be called."""
import math
import statistics
import sys
import types

import pytest
from client import PACKAGE  # noqa: F401

from lockstep.worker.target import survey
from lockstep.worker.target.loader import LoadFailed


def by_name(target):
    return {member["name"]: member for member in survey.survey(target)}


@pytest.fixture
def module():
    made = types.ModuleType("surveyed")
    sys.modules["surveyed"] = made
    yield made
    del sys.modules["surveyed"]


def test_what_all_lists_is_public():
    members = by_name("statistics:*")
    assert set(members) == {"statistics:" + name for name in statistics.__all__}
    assert members["statistics:mean"]["signature"] == [["data", "POSITIONAL_OR_KEYWORD", None, None]]
    assert members["statistics:NormalDist"]["kind"] == "class"
    assert members["statistics:StatisticsError"]["kind"] == "exception"


def test_values_are_no_functions():
    members = by_name("math:*")
    assert members["math:pi"]["kind"] == "data"
    assert members["math:gcd"]["why"] is None
    assert {name for name, one in members.items() if one["kind"] == "function"} == {
        "math:" + name for name in dir(math) if callable(getattr(math, name)) and name[0] != "_"}


def test_methods_of_a_class():
    members = by_name("builtins:str.*")
    assert members["builtins:str.casefold"]["kind"] == "function"
    assert not any("__" in name for name in members)


def test_what_was_imported_is_not_offered(module):
    def own():
        pass
    own.__module__ = "surveyed"
    module.own, module.imported, module.sys, module._private = own, math.gcd, sys, own
    assert set(by_name("surveyed:*")) == {"surveyed:own"}


def test_coroutines_cannot_be_called_as_functions(module):
    async def waits():
        pass
    module.__all__ = ["waits", "absent"]
    module.waits = waits
    (member,) = survey.survey("surveyed:*")
    assert member["kind"] == "async" and "event loop" in member["why"]


def test_a_module_that_is_not_there():
    with pytest.raises(LoadFailed, match="no module named 'statistic'"):
        survey.survey("statistic:*")


@pytest.mark.parametrize("target, expected", [
    ("math:*", True), ("builtins:str.*", True), ("math:gcd", False), ("math", False)])
def test_what_is_a_survey(target, expected):
    assert survey.is_survey(target) is expected
