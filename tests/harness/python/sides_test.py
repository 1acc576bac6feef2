"""Translations and laws as the worker is told of them, in every interpreter."""

from fractions import Fraction

import pytest
from client import Zygote, case
from conftest import WORKERS

from lockstep.worker.values import tags

RETURNED, RAISED = 0, 1  # head bytes of an observation


# How a worker is contained changes nothing here.
@pytest.fixture(params=sorted(set(WORKERS) - {"subreaper", "ordinary-user"}))
def zygote(request):
    python, command, environment = WORKERS[request.param]
    made = Zygote(python, command, **environment)
    yield made
    made.stop()


@pytest.fixture
def told(zygote):
    """What the worker observes of one call of a target."""

    def run(target, *args, **order):
        answer = zygote.load(target, mappings=["wrapped"], **order)
        assert answer["ok"], answer
        session = zygote.fork()
        session.run([case(*args)])
        return session.fetch(1, 0)[:2]

    return run


def half(number):
    return (tags.OBJECT, ["fractions:Fraction", "reduce", (tags.CLASS, "fractions:Fraction"), (number, 1),
                          None, None, None])


def test_a_port_is_called_through_the_translations(told):
    assert told("wrapped:kinds", Fraction(3), role="port") == (RETURNED, ["Ratio", half(3)])


def test_native_is_called_as_it_is(told):
    assert told("wrapped:kinds", Fraction(3), role="native") == (RETURNED, ["Fraction", half(3)])


def test_what_no_mapping_knows_is_a_leak(told):
    head, (tag, (name, *_)) = told("wrapped:leaks", Fraction(3), role="port")
    assert (head, tag, name) == (RAISED, tags.EXCEPTION, "lockstep.crossing:Leak")


def test_an_iterator_is_translated_to_its_end(told):
    head, (tag, (_, item, end)) = told("wrapped:natives", Fraction(3), role="port")
    assert (head, tag, item) == (RETURNED, tags.ITERATOR, half(3))
    assert end[1][2] == (half(3),)


@pytest.mark.parametrize("target, law, role, result", [
    ("wrapped:Ratios", "translation-round-trip", "port", half(4)),
    ("fractions:Fraction", "translation-round-trip", "native", half(4)),
    ("wrapped:Ratios", "idempotence", "port", half(4)),
    ("wrapped:Ratios", "no-sharing", "port", []),
    ("fractions:Fraction", "no-sharing", "native", []),
    ("wrapped:Ratio.__neg__", "commutes", "port", half(-4)),
    ("fractions:Fraction.__neg__", "commutes", "native", half(-4)),
])
def test_the_sides_of_a_law_of_translation(told, target, law, role, result):
    assert told(target, 4, law=law, role=role) == (RETURNED, result)


def test_the_sides_of_the_subset(told):
    order = dict(law="subset", subset=["no-mutation"])
    assert told("wrapped:sorts", role="native", **order) == (RETURNED, [])
    head, (use,) = told("wrapped:sorts", role="port", **order)
    assert use.startswith("wrapped.py:") and use.endswith("no-mutation: values.sort()")


def test_the_sides_of_independence(told):
    order = dict(law="independence", other="fractions:Fraction")
    assert told("wrapped:kinds", Fraction(3), role="native", **order) == (RETURNED, ["Ratio", half(3)])
    assert told("wrapped:kinds", Fraction(3), role="port", **order) == (RETURNED, ["Ratio", half(3)])


def test_what_cannot_be_loaded_says_why(zygote):
    answer = zygote.load("wrapped:kinds", mappings=["nowhere"], role="port")
    assert (answer["ok"], answer["kind"]) == (False, "name")
