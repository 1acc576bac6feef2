"""What surrounds the calls of a case: of a function and of a sequence alike."""
import types

import pytest

from lockstep.worker.process.mark import CALLING, DECODING, ENCODING
from lockstep.worker.run.around_call import RAISED, RETURNED, AroundCall
from lockstep.worker.run.around_case import AroundCase
from lockstep.worker.run.calls import ReadOnly
from lockstep.worker.run.effects import EMPTY, effects_item
from lockstep.worker.run.execute import LEFT_OUT, ColdArguments, Executor
from lockstep.worker.run.outcome_cache import OutcomeCache
from lockstep.worker.values.build import Build
from lockstep.worker.values.codec import Codec
from lockstep.worker.values.expression import Expressions
from lockstep.worker.values.structure import Structure
from player import Player, Stack


class Told:
    """A worker's state that writes down what it is told."""

    def __init__(self):
        self.told = []
        self.warnings, self.output = ["of an earlier case"], ["of an earlier case"]
        self.mark = types.SimpleNamespace(set=lambda *case: self.told.append(case))
        self.guard = types.SimpleNamespace(alone=lambda: self.told.append("alone"))
        self.structure = types.SimpleNamespace(
            forget=lambda: self.told.append("forget"), use_up=lambda: self.told.append("use up"))
        self.cache = OutcomeCache()


class Noted(AroundCase):
    """Writes down what is called."""

    def __init__(self, state):
        super().__init__(state)
        self.calls = []

        class Call(AroundCall):
            def __call__(call, target, args, kwargs, method=None):
                self.calls.append((method, args, kwargs))
                return super().__call__(target, args, kwargs, method)

        self.call = Call()


def function_case(function, around):
    """An executor of a function, and a case of it."""
    state, structure = Told(), Structure(64, None)
    codec = Codec(structure, Build(Expressions()))
    options = {"cold": ColdArguments(lambda s: codec, structure), "around": around}
    return Executor(codec, function, options, state), lambda *args: codec.encode([["", list(args), []]])


def test_a_call_gives_how_it_ended_and_with_what():
    call = AroundCall()
    assert call(max, [1, 2], {}) == (RETURNED, 2)
    assert call(sorted, [[1, 2]], {"reverse": True}) == (RETURNED, [2, 1])
    assert call([3], [3], {}, "index") == (RETURNED, 0)
    kind, error = call(int, ["x"], {})
    assert kind == RAISED and type(error) is ValueError and error.__traceback__ is None


@pytest.mark.parametrize("method", ["nope", ""])
def test_to_look_a_method_up_is_a_part_of_the_call(method):
    kind, error = AroundCall()(print, [], {}, method)
    assert kind == RAISED and type(error) is AttributeError


def test_all_that_ends_a_call_is_caught():
    def leaves():
        raise SystemExit(3)

    assert AroundCall()(leaves, [], {})[1].code == 3


def test_the_mark_says_where_a_case_is():
    state = Told()
    around = AroundCase(state)
    around.begin(7, 1)
    around.enter()
    around.leave()
    assert state.told == [(7, 1, DECODING), "forget", (7, 1, CALLING), "alone", (7, 1, ENCODING)]
    assert around.ticks > 0


def test_what_is_said_before_the_first_call_is_not_an_effect():
    state = Told()
    around = AroundCase(state)
    around.enter()
    assert around.effects(None, [], False) is EMPTY
    state.output += ["a", "b"]
    state.warnings.append("w")
    assert around.effects(None, [], False) == effects_item(None, [], ["w"], "ab", False)
    around.enter()
    assert state.output == state.warnings == []
    assert around.effects(b"\x81\x01", ["result is args[0]"], True) == effects_item(
        b"\x81\x01", ["result is args[0]"], [], "", True)


def test_the_case_of_a_function_goes_through_one_call():
    executor, case = function_case(abs, Noted)
    executor.run(0, 0, case(-1))
    assert executor._around.calls == [(None, [-1], {})]
    assert executor._state.told[-1] == "use up"


def test_each_step_of_a_sequence_goes_through_one_too():
    player = Player(Stack, around=Noted)
    player.play(("", [1]), ("push", 2), ("pop",), ("nope",))
    assert player.executor._around.calls == [
        (None, [[1]], {}), ("push", [2], {}), ("pop", [], {}), ("nope", [], {})]


def test_read_only_arguments_are_delivered_and_not_compared():
    def writes(memory):
        memory[0] = 1

    executor, case = function_case(writes, ReadOnly)
    assert executor._around.deliver([memoryview(b"a")], {}) is None
    ((view,), _) = executor._around.deliver([memoryview(bytearray(b"a"))], {})
    assert view.readonly and not executor._around.comparable
    assert executor.run(0, 0, case([1])).kind == LEFT_OUT
