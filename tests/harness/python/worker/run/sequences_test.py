"""Sequences of operations as FORMAT.md has them: records, states, earlier results, neutral texts."""

import collections

import pytest
from player import Player, Stack

from lockstep.worker.run import execute
from lockstep.worker.values.decoder import Malformed
from lockstep.worker.target.introspect import signature
from lockstep.worker.target.methods import methods
from lockstep.worker.run.earlier import Earlier
from lockstep.worker.run.tested_instances import TestedInstances
from lockstep.worker.run.unit import through_pickle

NOTHING = None
O, R1, R2 = Earlier(0, "o"), Earlier(1, "r1"), Earlier(2, "r2")


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


def test_a_text_that_is_a_sides_name_is_the_same_on_both():
    native = TestedInstances(type("Bag", (), {"__module__": "natives"}), repr, None, ["ports:FastBag"])
    port = TestedInstances(type("FastBag", (), {"__module__": "ports"}), repr, None, ["natives:Bag"])
    for text in ("Bag", "a Bag of natives.Bag", "FastBag"):
        assert native.nameless(text) == port.nameless(text)
    assert native.nameless("Bags and a FastBag") == "Bags and a <class>"
