"""Sequences of operations played by a worker's executor, without the worker."""

import sys
import types

from lockstep.worker.run import sequences
from lockstep.worker.values.build import Build
from lockstep.worker.values.codec import Codec
from lockstep.worker.run.earlier import EarlierResults
from lockstep.worker.run.outcome_cache import OutcomeCache
from lockstep.worker.target.loader import Found
from lockstep.worker.process.mark import Mark
from lockstep.worker.values.projection import Projection
from lockstep.worker.values.structure import Structure


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
    """Plays sequences on a class; ``kind`` is one of the two codecs."""

    def __init__(self, cls, observe="list(o)", through=None, kind=Codec, policy="type", around=None):
        found = Found(cls, sys.modules[__name__])
        stage = sequences.set_stage({"observe": observe}, found, None)
        structure = Structure(64, stage.instances)
        build = Build(EarlierResults(found.module))
        make = lambda structure, projection=None: kind(structure, build, projection)  # noqa: E731
        self.codec = make(structure, Projection(structure, policy, [__name__]))
        guard = types.SimpleNamespace(alone=lambda: None)
        self.state = types.SimpleNamespace(mark=Mark(bytearray(64)), structure=structure, cache=OutcomeCache(1 << 20),
                                           warnings=[], output=[], guard=guard)
        options = {"stage": stage, "pickle": through, "cold": sequences.cold_arguments(make, structure)}
        if around is not None:
            options["around"] = around
        self.executor = sequences.SequenceExecutor(self.codec, cls, options, self.state)
        self.decode = Codec(structure, lambda tag, payload: payload).decode

    def seen(self, *steps):
        full = [[operation, list(args), []] for operation, *args in steps]
        return self.run(self.codec.encode(full))

    def run(self, case):
        return self.executor.run(0, 0, case)

    def play(self, *steps):
        return self.decode(self.seen(*steps).outcome[1:])
