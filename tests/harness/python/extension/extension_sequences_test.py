"""Sequences played by the extension and by the portable package give the same outcomes."""

import collections
import contextlib
import random

import pytest
from extension_run_test import SEEDS
from extension_support import _lockstep, portable, quiet
from player import Player, Stack
from random_values import Inputs, Items, Meddler, Stubborn, Trouble

from lockstep.worker.values.codec import Codec
from lockstep.worker.run.around_case import AroundCase
from lockstep.worker.run.effects import Capture, Captured

SETS = (b"\xd9\x01\x02", b"\xd9\x4c\x03")  # shown in the order of their addresses, NaNs for one


class Odd(Stack):
    """Gives what has no plain encoding, raises what is no plain exception, speaks as it goes."""

    def fail(self, *args, **named):
        raise random.choice((Trouble, ValueError, KeyError, OSError))(*args)

    def exit(self):
        raise SystemExit(3)

    def cold(self):
        return [Items(self.items), Stubborn(), self]

    def meddle(self, *args, other=None):
        return Meddler(self.items)

    def chained(self, value):
        try:
            return {}[value]
        except Exception as error:
            raise ValueError("why") from error

    def noisy(self, *args, **named):
        print("noise", len(args), sorted(named))
        return self.pop

    def lives(self, value):
        return iter(self.items)

    def __getattr__(self, name):
        if name.startswith("un"):
            return name
        raise AttributeError("0x12ab " + name)

    def __hash__(self):
        return id(self)


def steps(encode, inputs, operations, rng):
    """An encoded sequence; the arguments are any."""
    played = ["", *rng.choices(operations, k=rng.randrange(8))]
    records = []
    for operation in played:
        args = inputs._array([inputs() for _ in range(rng.randrange(3))])
        named = inputs._array([encode("other"), inputs()] if rng.random() < 0.1 else [])
        records.append(b"\x83" + encode(operation) + args + named)
    return inputs._array(records)


ODD = ["push", "pop", "drain", "pair", "fail", "exit", "cold", "meddle", "chained", "noisy", "lives", "unknown",
       "missing", "__iter__", "__eq__", "__hash__", "__repr__"]
ORDERED = ["__setitem__", "pop", "popitem", "move_to_end", "items", "copy", "clear", "__len__", "__repr__", "__eq__"]
LISTS = ["append", "pop", "sort", "copy", "__add__", "__len__", "__iter__", "index", "__repr__", "__mul__"]


@pytest.mark.parametrize("policy", ["type", "type+message"])
@pytest.mark.parametrize("observe", ["list(o)", None], ids=str)
@pytest.mark.parametrize("cls, operations", [(Odd, ODD), (collections.OrderedDict, ORDERED), (list, LISTS)],
                         ids=["odd", "ordered", "list"])
def test_same_outcomes(cls, operations, observe, policy):
    encode = portable().codec.encode
    for seed in range(SEEDS):
        rng, inputs = random.Random(seed), Inputs(seed, encode)
        players = [Player(cls, observe, kind=kind, policy=policy) for kind in (Codec, _lockstep.Codec)]
        for _ in range(200):
            case = steps(encode, inputs, operations, rng)
            if any(tag in case for tag in SETS):
                continue
            with quiet():
                one, other = [seen(player, case) for player in players]
            assert one == other


def seen(player, case):
    random.seed(1)
    with contextlib.redirect_stdout(Capture(Captured(player.state.output, 1 << 16), 1)):
        found = player.run(case)
    return found and found._replace(ticks=0)


def test_it_is_the_extension_that_plays():
    player = Player(Stack, kind=_lockstep.Codec)
    plain = player.codec.play([["", [[1]], []], ["pop", [], []]], player.executor._hands)
    assert plain[0] is plain[1] and plain[2][1:] == [1]
    for uses in ("r1.pop", ""):
        assert player.codec.play([["", [], []], [uses, [], []]], player.executor._hands) is None


def test_surroundings_of_its_own_are_not_played_by_the_extension():
    class Other(AroundCase):
        pass

    player = Player(Stack, kind=_lockstep.Codec, around=Other)
    player.executor._hands = None  # it would ask for them
    assert player.run(player.codec.encode([["", [[1]], []]])).outcome[:1] == b"\0"


def test_what_steps_gave_lives_until_the_effects_are_known():
    class Last(Stack):
        def give(self):
            return Dying()

    died = []

    class Dying:
        def __del__(self):
            died.append(len(died))

    for kind in (Codec, _lockstep.Codec):
        player = Player(Last, kind=kind)
        player.state.structure.use_up = lambda: died.append("effects")
        player.seen(("", []), ("give",), ("give",))
    assert died == ["effects", 1, 2, "effects", 4, 5]
