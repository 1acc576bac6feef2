"""Plays sequences of operations on an instance of a class, and observes it after each step.

One case is one outcome (FORMAT.md): a record for each step. The extension's codec plays those of
which no step uses what an earlier one gave.
"""

from collections.abc import ItemsView, KeysView, ValuesView
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Set, Tuple

from ..values.decoder import Malformed
from ..values.encoder import head, str_item
from .around_call import RAISED, RETURNED, Came
from .earlier import Resolver, used_by
from .execute import ColdArguments, Executor
from .observers import Default, observer
from .tested_instances import NAME, TestedInstances

_RETURNED, _NONE, _NOTHING = b"\x00", b"\x00\xf6", b"\x03\xf6"
_PLAIN = frozenset(
    map(id, (type(None), bool, int, float, str, bytes, list, tuple, dict, set, frozenset))
)
_VIEWS = (KeysView, ItemsView, ValuesView)
_EXPRESSION = b"\xd9\x4c\x10"
_ABSENT = object()  # in place of an instance that was not made

Pair = Tuple[bytes, bytes]  # exact and projected
Played = Tuple[bytes, bytes, List[Any]]  # ...and what the steps gave


class Stage(NamedTuple):
    """What the zygote knows of a class under test."""

    observe: Callable[[Any], Any]
    closely: Callable[[Any], Any]  # after the last step
    instances: TestedInstances


def set_stage(
    order: Dict[str, Any], found: Any, codecs: Optional[Any], others: Sequence[str] = ()
) -> Stage:
    """``order`` is what the load frame says of sequences, ``found`` the class and its module,
    ``others`` the targets that it is compared with."""
    observe = observer(order.get("observe"), order.get("attributes"), found.module)
    instances = TestedInstances(found.value, observe, codecs, others)
    if isinstance(observe, Default):
        observe.nameless = instances.nameless
        return Stage(observe, observe.closely, instances)
    return Stage(observe, observe, instances)


def flat(steps: List[Any]) -> List[Any]:
    """All arguments of a decoded case."""
    return [value for _, args, named in steps for value in (*args, *named[1::2])]


class Steps(NamedTuple):
    """Of a case: its arguments are those of all of them."""

    steps: List[Any]
    cold: bool

    def flat(self) -> List[Any]:
        return flat(self.steps)


def checked(steps: Any) -> List[Any]:
    try:
        for operation, positional, named in steps:
            good = type(operation) is str and type(positional) is list and type(named) is list
            if not good or named and any(type(name) is not str for name in named[::2]):
                raise Malformed("not a step", 0)
        if not steps or steps[0][0] != "":
            raise Malformed("a sequence begins with its constructor", 0)
    except (TypeError, ValueError):
        raise Malformed("not a sequence", 0) from None
    sequence: List[Any] = steps
    return sequence


class SequenceExecutor(Executor):
    """Runs single cases of one batch, as Executor does for calls."""

    def __init__(self, codec: Any, function: Callable[..., Any], options: Dict[str, Any], state: Any) -> None:
        super().__init__(codec, function, options, state)
        self._stage: Stage = options["stage"]
        self.through = self._through
        self.call = self._around.call
        self._records: Dict[Tuple[str, int], bytes] = {}
        self.encoded: Callable[[bool, Any], Pair] = codec.encode_outcome
        stage = self._stage
        self._in_c: Optional[Callable[..., Optional[Played]]] = None
        if "around" not in options:
            self._in_c = getattr(codec, "play", None)
        self._hands = (function, stage.instances.meet, stage.observe, stage.closely, self.shown,
                       self.encoded, stage.instances.classes)  # fmt: skip

    def _called(self, case: bytes, arguments: Steps) -> Played:
        steps = arguments.steps
        used = used_by(flat(steps)) if _EXPRESSION in case else set()
        if self._in_c is not None and not used and self.through is None:
            played = self._in_c(steps, self._hands)
            if played is not None:
                return played
        return Play(self, steps, used).all()

    def _arguments(self, case: bytes) -> Steps:
        steps, cold = checked(self._codec.decode(case)), self._codec.cold
        if self._through is not None:
            steps = [[name, *self._through((args, named))] for name, args, named in steps]
        return Steps(steps, cold)

    def _outcome(self, _arguments: Steps, came: Played) -> Tuple[int, bytes, bytes, List[str]]:
        return RETURNED, came[0], came[1], []

    def _reencoded(self, arguments: Steps) -> bytes:
        encoded: bytes = self._codec.encode(arguments.steps)
        return encoded

    # What a play asks for.

    def make(self, args: List[Any], kwargs: Dict[str, Any]) -> Came:
        kind, made = self.call(self._function, args, kwargs)
        if kind == RETURNED:
            try:
                self._stage.instances.meet(made)
            except BaseException as error:
                error.__traceback__ = None
                return RAISED, error
        return kind, made

    def record(self, operation: str, pairs: int) -> bytes:
        """How the record of a step begins."""
        known = self._records.get((operation, pairs))
        if known is None:
            known = head(4, 1 + 2 * pairs) + str_item(operation)
            self._records[operation, pairs] = known
        return known

    def shown(self, method: str, result: Any) -> Pair:
        """What a method gave. Instances and views are framed here, as TestedInstances and structure would
        have them, for these are many and that is slow."""
        instances, kind = self._stage.instances, type(result)
        if instances.is_one(kind):
            return _framed(NAME, "state", self.state_of(result))
        if id(kind) not in _PLAIN:
            for view in _VIEWS:
                if isinstance(result, view):
                    return _framed("collections.abc:" + view.__name__, "of", self._listed(result))
        return self.encoded(False, instances.neutral(method, result))

    def _listed(self, view: Any) -> Pair:
        try:
            return self.encoded(False, [*view])
        except BaseException as error:
            error.__traceback__ = None
            return self.encoded(True, error)

    def state_of(self, instance: Any, last: bool = False) -> Pair:
        if instance is _ABSENT:
            return _NOTHING, _NOTHING
        try:
            seen = (self._stage.closely if last else self._stage.observe)(instance)
        except BaseException as error:
            error.__traceback__ = None
            return self.encoded(True, error)
        return self.encoded(False, seen)


class Play:
    """One sequence."""

    def __init__(self, executor: SequenceExecutor, steps: List[Any], used: Set[int]) -> None:
        self._executor = executor
        self._steps = steps
        self._gave: List[Any] = []  # by step; _ABSENT where it raised
        self._resolves = bool(used)
        self._used = used.union(_target(operation)[0] for operation, _, _ in steps)
        self._special = bool(used) or self._used != {0} or executor.through is not None
        self._lost = b""  # why the instance did not survive pickle

    def all(self) -> Played:
        exact: List[bytes] = [_RETURNED + head(4, len(self._steps))]
        projected = list(exact)
        record, state_of = self._executor.record, self._executor.state_of
        for operation, args, named in self._steps:
            kwargs = dict(zip(named[::2], named[1::2])) if named else {}
            if self._special or not operation or self._gave[0] is _ABSENT:
                pairs = self._step(operation, args, kwargs)
            else:  # most of them
                pairs = [self._called(self._gave[0], operation, args, kwargs)]
                pairs.append(state_of(self._gave[0], self._is_last()))
            start = record(operation, len(pairs))
            exact.append(start)
            projected.append(start)
            for one, other in pairs:
                exact.append(one)
                projected.append(other)
        return b"".join(exact), b"".join(projected), self._gave

    def _step(self, operation: str, args: List[Any], kwargs: Dict[str, Any]) -> List[Pair]:
        others: List[int] = []
        if self._resolves:
            resolved = Resolver(self._given)
            args = [resolved(value) for value in args]
            kwargs = {name: resolved(value) for name, value in kwargs.items()}
            others += resolved.used
        if not operation:
            return self._made(args, kwargs, others)
        target, method = _target(operation)
        if target:
            others.append(target)
        if self._executor.through is not None:
            self._carry()
        instance = self._given(target)
        if instance is _ABSENT or any(value is _ABSENT for value in (*args, *kwargs.values())):
            self._gave.append(_ABSENT)
            return [(_NOTHING, _NOTHING), *self._states(others)]
        return [self._called(instance, method, args, kwargs), *self._states(others)]

    def _carry(self) -> None:
        """The instance goes on as another process would get it."""
        if self._gave[0] is _ABSENT or self._lost:
            return
        try:
            self._gave[0] = self._executor.through(self._gave[0])
        except BaseException as error:
            self._lost = b"\x02" + str_item("pickle: " + type(error).__name__)

    def _made(self, args: List[Any], kwargs: Dict[str, Any], others: List[int]) -> List[Pair]:
        executor, number = self._executor, len(self._gave)
        kind, made = executor.make(args, kwargs)
        self._gave.append(made if kind == RETURNED else _ABSENT)
        came: Pair = (_NONE, _NONE) if kind == RETURNED else executor.encoded(True, made)
        return [came, *self._states(others + [number] if number else others)]

    def _called(self, instance: Any, method: str, args: List[Any], kwargs: Dict[str, Any]) -> Pair:
        executor = self._executor
        kind, result = executor.call(instance, args, kwargs, method)
        self._gave.append(result if kind == RETURNED else _ABSENT)
        if kind == RAISED:
            return executor.encoded(True, result)
        if len(self._gave) - 1 in self._used and hasattr(type(result), "__next__"):
            return _NOTHING, _NOTHING  # a later step draws from it
        return executor.shown(method, result)

    def _states(self, others: List[int]) -> List[Pair]:
        state_of = self._executor.state_of
        states = [state_of(self._gave[0], self._is_last())]
        if self._lost:
            states = [(self._lost, b"\x02\x60")]
        for number in sorted(set(others)):
            if number and not hasattr(type(self._given(number)), "__next__"):
                states.append(state_of(self._given(number)))
        return states

    def _is_last(self) -> bool:
        return len(self._gave) == len(self._steps)

    def _given(self, number: int) -> Any:
        return self._gave[number] if number < len(self._gave) else _ABSENT


def _framed(name: str, part: str, pair: Pair) -> Pair:
    """An object of that class that consists of what the pair says."""
    start = b"\x00\xd8\x1b\x83" + str_item(name) + b"\x65parts\x82"
    heads = {0: start + str_item(part), 1: start + str_item("raised")}
    one, other = (heads[said[0]] + said[1:] if said[0] in heads else said for said in pair)
    return one, other


def _target(operation: str) -> Tuple[int, str]:
    """The step whose result is meant, and the method."""
    name, dot, method = operation.partition(".")
    return (int(name[1:]), method) if dot and name[1:].isdigit() else (0, operation)


def cold_arguments(make_codec: Callable[..., Any], structure: Any) -> ColdArguments:
    return ColdArguments(make_codec, structure, lambda steps: flat(checked(steps)))
