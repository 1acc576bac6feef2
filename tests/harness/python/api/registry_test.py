"""What a module of registrations declares, and what the harness is told of it."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import lockstep
from lockstep.api import mappings, registry

PACKAGE = Path(lockstep.__file__).parent.parent


def nsmallest(n, values):
    return sorted(values)[:n]


@pytest.fixture(autouse=True)
def registered():
    """What a test registers is forgotten after it."""
    ports, known = len(registry.PORTS), len(registry.MAPPINGS)
    yield registry.PORTS
    del registry.PORTS[ports:], registry.MAPPINGS[known:]


@pytest.fixture
def told(tmp_path):
    """What the harness hears of a module with this source."""

    def tell(source, *modules):
        (tmp_path / "mine.py").write_text(source, "utf-8")
        script = "from lockstep.api.registrations import tell\ntell(%r)" % (list(modules or ["mine"]),)
        done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env={"PYTHONPATH": "%s:%s" % (PACKAGE, tmp_path)}, timeout=60)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return tell


def test_a_port_is_registered_as_its_manifest_would_say_it(registered):
    import heapq
    assert lockstep.port_of(heapq.nsmallest, args="n: int", cases=7)(nsmallest) is nsmallest
    assert registered[-1].table == {"native": "heapq:nsmallest", "port": "%s:nsmallest" % __name__,
                                    "args": "n: int", "cases": 7}
    assert registered[-1].place.file == __file__


@pytest.mark.parametrize("native", [3, "heapq", lambda x: x])
def test_what_has_no_name_cannot_be_native(native):
    with pytest.raises(TypeError):
        lockstep.port_of(native)


def test_a_mapping_is_a_law_and_a_pair_for_each_operation(registered):
    class Ratio:
        def __add__(self, other):
            return self

    Ratio.__qualname__ = "Ratio"

    class Ratios:
        def to_port(native):
            return Ratio()

        def to_native(port):
            return Fraction(1)

    Ratios.__qualname__ = "Ratios"
    lockstep.mapping(Fraction, Ratio, values="int", operations={"__add__": "other: Self, n: list[Self]"})(Ratios)
    law, pair = registered[-2:]
    assert (law.law, law.table["args"]) == ("translation-round-trip", "value: int")
    assert (pair.law, pair.table["native"]) == ("commutes", "fractions:Fraction.__add__")
    assert pair.table["args"] == "self: int, other: int, n: list[int]"


def test_an_operation_that_a_side_lacks_is_refused():
    class Ratios:
        to_port = to_native = staticmethod(lambda value: value)

    Ratios.__qualname__ = "Ratios"
    with pytest.raises(TypeError, match="Ratios has no operation '__add__'"):
        lockstep.mapping(Fraction, values="int", operations={"__add__": "other: Self"})(Ratios)


def test_a_mapping_translates_both_ways():
    class OneWay:
        def to_port(native):
            return native

    OneWay.__qualname__ = "OneWay"
    with pytest.raises(TypeError, match=r"OneWay has no to_native\(\)"):
        lockstep.mapping(Fraction, values="int")(OneWay)


@pytest.mark.parametrize("text, places", [
    ("", (0,)), ("other: Self", (0, 1)), ("n: int, other: Self", (0, 2)),
    ("d: dict[int, str], other: Self", (0, 2)), ("x: Annotated[int, Ge(1), Le(2)], y: int", (0,)),
])
def test_which_arguments_are_of_the_class(text, places):
    assert mappings.made_positions(text) == places


def test_a_module_is_told(told):
    said = told("import lockstep\n\n@lockstep.port_of(sum, args='xs: list[int]')\ndef total(xs):\n    return 0\n")
    (port,) = said["ports"]
    assert (port["line"], port["table"]["port"], said["mappings"]) == (3, "mine:total", [])


def test_what_a_module_prints_is_not_what_it_says(told):
    said = told("import lockstep\nprint('{}')\n@lockstep.singleton(any)\nclass AnyTrue:\n"
                "    def __call__(self, xs):\n        return False\n")
    assert said["mappings"] == ["mine"]


@pytest.mark.parametrize("source, line, what", [
    ("import lockstep\n\nraise RuntimeError('no')\n", 3, "RuntimeError: no"),
    ("import lockstep\n\nlockstep.port_of(sum, arg='')\n", 3, "unexpected keyword argument 'arg'"),
    ("import lockstep\ndef broken(:\n", 2, "SyntaxError"),
    ("import nowhere_at_all\n", 1, "nowhere_at_all"),
])
def test_an_import_that_fails_is_told_with_its_line(told, source, line, what):
    error = told(source)["error"]
    assert error["file"].endswith("mine.py") and error["line"] == line
    assert what in error["what"]


def test_a_module_that_registers_nothing_is_told(told):
    assert "registers no port" in told("X = 1\n")["error"]["what"]
    assert "no module named 'mien'" in told("", "mien")["error"]["what"]
