"""Sequences of operations as FORMAT.md has them: records, states, earlier results, neutral texts."""

import collections
import sys
import types

import pytest

from lockstep.worker import execute, sequences
from lockstep.worker.build import Build
from lockstep.worker.codec import Codec
from lockstep.worker.decoder import Malformed
from lockstep.worker.keep import Keep
from lockstep.worker.loader import Found
from lockstep.worker.mark import Mark
from lockstep.worker.methods import methods
from lockstep.worker.introspect import signature
from lockstep.worker.projection import Projection
from lockstep.worker.selves import Earlier
from lockstep.worker.structure import Structure
from lockstep.worker.unit import through_pickle

NOTHING = None
O, R1, R2 = Earlier(0, "o"), Earlier(1, "r1"), Earlier(2, "r2")


class Stack:
    """Raises where it is empty, compares by contents."""

    def __init__(self, items=()):
        self.items = list(items)

    def push(self, item):
        self.items.append(item)
        return self

    def pop(self):
        return self.items.pop()

    def drain(self, source):
        self.items += source
        del source[:]

    def pair(self, other):
        return [self, other]

    def __iter__(self):
        return iter(self.items)

    def __eq__(self, other):
        return self.items == other.items

    def __hash__(self):
        return 4711

    def __repr__(self):
        return "Stack(%r) at %s" % (self.items, hex(id(self)))


class Player:
    def __init__(self, cls, observe="list(o)", through=None):
        found = Found(cls, sys.modules[__name__])
        stage = sequences.set_stage({"observe": observe}, found, None)
        structure = Structure(64, stage.selves)
        build = Build(sequences.EarlierResults(found.module))
        make = lambda structure, projection=None: Codec(structure, build, projection)  # noqa: E731
        self.codec = make(structure, Projection(structure, "type", [__name__]))
        state = types.SimpleNamespace(mark=Mark(bytearray(64)), structure=structure, keep=Keep(1 << 20),
                                      warnings=[], output=[], guard=types.SimpleNamespace(alone=lambda: None))
        options = {"stage": stage, "pickle": through, "cold": sequences.cold_arguments(make, structure)}
        self.executor = sequences.SequenceExecutor(self.codec, cls, options, state)
        self.decode = Codec(structure, lambda tag, payload: payload).decode

    def seen(self, *steps):
        full = [[operation, list(args), []] for operation, *args in steps]
        return self.executor.run(0, 0, self.codec.encode(full))

    def play(self, *steps):
        return self.decode(self.seen(*steps).outcome[1:])


def test_every_step_has_its_outcome_and_the_state_after_it():
    assert Player(Stack).play(("", [1]), ("push", 2), ("pop",)) == [
        ["", 0, NOTHING, 0, [1]],
        ["push", 0, ["lockstep:Self", "parts", ["state", [1, 2]]], 0, [1, 2]],
        ["pop", 0, 2, 0, [1]]]


def test_an_exception_is_a_steps_outcome_and_play_goes_on():
    records = Player(Stack).play(("", []), ("pop",), ("nope",), ("push", 3))
    assert [record[1] for record in records] == [0, 1, 1, 0]
    assert records[1][2][0] == "builtins:IndexError" and records[2][2][0] == "builtins:AttributeError"
    assert records[3][4] == [3]


def test_what_was_never_made_is_not_worked_on():
    records = Player(Stack).play(("", 7), ("pop",), ("pair", O))
    assert records[0][1] == 1 and records[0][2][0] == "builtins:TypeError"
    assert [record[1:] for record in records[1:]] == [[3, NOTHING, 3, NOTHING]] * 2


def test_earlier_results_are_arguments_and_targets():
    records = Player(Stack).play(("", [1]), ("", [1]), ("__eq__", R1), ("r1.push", 5), ("__eq__", R1))
    assert records[1] == ["", 0, NOTHING, 0, [1], 0, [1]]
    assert records[2] == ["__eq__", 0, True, 0, [1], 0, [1]]
    assert records[3][3:] == [0, [1], 0, [1, 5]]
    assert records[4][2] is False


def test_instances_inside_of_results_are_what_is_observed_of_them():
    (_, (_, _, pair, *_)) = Player(Stack).play(("", [1]), ("pair", O))
    assert pair == [["lockstep:Self", "parts", ["state", [1]]]] * 2


def test_an_iterator_that_a_later_step_draws_from_is_left_alone():
    player = Player(Stack)
    plain = player.play(("", [1, 2]), ("__iter__",))
    assert plain[1][2] == ["builtins:list_iterator", 1, 2, None]
    drawn = player.play(("", [1, 2]), ("__iter__",), ("push", 3), ("r1.__next__",), ("r1.__next__",))
    assert drawn[1] == ["__iter__", 3, NOTHING, 0, [1, 2]]
    assert [record[2] for record in drawn[3:]] == [1, 2]


def test_texts_and_hashes_say_nothing_of_the_class():
    player = Player(Stack)
    records = player.play(("", [1]), ("__repr__",), ("__hash__",))
    assert records[1][2] == "<class>([1]) at 0x..." and records[2][2] == "<hash>"


def test_the_default_observers_show_what_the_class_has():
    first, last = Player(collections.OrderedDict, None).play(("", [["a", 1]]), ("clear",))
    assert first[4] == {"repr": "<class>([('a', 1)])", "len": 1, "list": ["a"]}
    empty = {"repr": "<class>()", "len": 0, "list": []}
    assert last[4] == {**empty, "equals its copy": True, "pickled": empty}
    ((*_, state),) = Player(Stack, None).play(("", [1]))
    assert state["vars"] == {"items": [1]} and state["repr"] == "<class>([1]) at 0x..."
    assert state["pickled"] == {name: state[name] for name in ("repr", "list", "vars")}


def test_an_observer_that_raises_is_the_state():
    ((*_, how, what),) = Player(Stack, "o.nothing").play(("", []))
    assert how == 1 and what[0] == "builtins:AttributeError"


def test_views_are_what_they_show():
    (_, (_, _, view, *_)) = Player(collections.OrderedDict).play(("", [["a", 1]]), ("items",))
    assert view == ["collections.abc:ItemsView", "parts", ["of", [("a", 1)]]]


def test_arguments_are_compared_after_the_last_step():
    player = Player(Stack)
    untouched, drained = player.seen(("", [1]), ("push", [2])), player.seen(("", [1]), ("drain", [2]))
    assert not untouched.flags and drained.flags == execute.MUTATES
    assert b"\x82\x81\x01\x80" in drained.effects


@pytest.mark.parametrize("broken", [[], [["pop", [], []]], [["", [1]]], [["", [], [1, 2]]], [[1, [], []]], 3])
def test_sequences_are_parsed_strictly(broken):
    player = Player(Stack)
    with pytest.raises(Malformed):
        player.executor.run(0, 0, player.codec.encode(broken))


def test_methods_are_what_the_class_itself_offers():
    found = dict(methods(Stack, signature))
    assert {"push", "pop", "__iter__", "__eq__", "__hash__", "__repr__"} <= set(found)
    assert not {"__init__", "__call__", "__len__", "items"} & set(found)
    assert [row[0] for row in found["push"]] == ["item"] and found["pop"] == []
    assert [row[0] for row in dict(methods(dict, signature))["fromkeys"]] == ["iterable", "value"]
    assert methods(len, signature) is None


class Half:
    """Loses something behind pickle."""

    def __init__(self, full=True):
        self.full, self.more = full, 1

    def __getstate__(self):
        return {"full": self.full}

    def __iter__(self):
        return iter([self.full, hasattr(self, "more")])

    def spoil(self):
        self.full = lambda: None


def test_the_instance_goes_through_pickle_before_each_step():
    player = Player(Half, through=through_pickle)
    assert [record[4] for record in player.play(("", True), ("__iter__",))] == [[True, True], [True, False]]
    records = player.play(("", True), ("spoil",), ("__iter__",))
    assert records[2][3] == 2 and records[2][4].startswith("pickle: ")
