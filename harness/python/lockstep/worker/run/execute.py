"""Runs one batch: decode, call, encode, digest, compare, for each of its cases.

The extension's ``run`` has the same signature and gives the same bytes.
"""

from struct import Struct
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from ..process.mark import REPLYING
from ..values import tags
from ..values.decoder import Malformed
from ..values.encoder import head, str_item
from ..values.item import Item, Structured, Unencodable
from .around_call import RAISED, RETURNED
from .around_case import AroundCase
from .effects import EMPTY, aliases

UNENCODABLE, MISSING, LEFT_OUT = 4, 5, 6
SECOND = 1 << 31  # beside a row: the case as it was called again
KEPT, REPLAY_DIFFERS, MUTATES, OUTPUT_SEEN, NOT_DELIVERED, NOT_RUN = 1, 2, 4, 8, 32, 64
CELL = Struct("<16s16s16sBBHI")
FLAGS_AT, AMBIENT_AT = 49, 50  # within a cell
_BATCH = Struct("<III")
_HEADS = {RETURNED: b"\x00", RAISED: b"\x01", UNENCODABLE: b"\x02"}
_ZERO = bytes(16)
NOTHING = b"\xf6"  # the effects of what was not called
LONGEST_REASON = 200
_MISSING_CELL = CELL.pack(_ZERO, _ZERO, _ZERO, MISSING, NOT_DELIVERED, 0, 0)
_NOT_RUN_CELL = CELL.pack(_ZERO, _ZERO, _ZERO, MISSING, NOT_RUN, 0, 0)
_M64 = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15


# The arguments' item where they changed (else None), whether an iterator among them was consumed, and
# whether anything else changed.
Compared = Tuple[Optional[bytes], bool, bool]
UNCHANGED: Compared = (None, False, False)


class Arguments(NamedTuple):
    args: List[Any]
    kwargs: Dict[str, Any]
    cold: bool

    def flat(self) -> List[Any]:
        return [*self.args, *self.kwargs.values()]


class Seen(NamedTuple):
    """What one call did."""

    kind: int
    outcome: bytes  # head byte and item
    projected: bytes
    effects: bytes
    flags: int
    ticks: int


NOT_ASKED = Seen(LEFT_OUT, b"", b"", NOTHING, 0, 0)


def why_unmade(error: BaseException) -> str:
    """Why the arguments of a case cannot be had."""
    name = type(error).__name__
    try:
        said = str(error)
    except BaseException:
        return name
    return (name + ": " + said)[:LONGEST_REASON]


def rows_in_order(count: int, order: int, ticket: int) -> List[int]:
    """The order in which the rows of a batch run: Fisher-Yates over splitmix64."""
    rows = list(range(count))
    if order == 0:
        return rows
    state = order ^ (ticket * _GOLDEN & _M64)
    for i in range(count - 1, 0, -1):
        state = (state + _GOLDEN) & _M64
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _M64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _M64
        j = (z ^ (z >> 31)) % (i + 1)
        rows[i], rows[j] = rows[j], rows[i]
    return rows


def parse_batch(payload: bytes) -> Tuple[int, int, List[bytes]]:
    """Ticket, first row and the encoded cases. Raises Malformed."""
    if len(payload) < _BATCH.size + 4:
        raise Malformed("truncated batch", len(payload))
    ticket, first, count = _BATCH.unpack_from(payload)
    arena = _BATCH.size + 4 * (count + 1)
    if len(payload) < arena:
        raise Malformed("truncated batch", len(payload))
    offsets = Struct("<%dI" % (count + 1)).unpack_from(payload, _BATCH.size)
    ends = list(offsets) + [len(payload) - arena]
    whole = offsets[0] == 0 and offsets[-1] == ends[-1]
    if not whole or any(a > b for a, b in zip(ends, ends[1:])):
        raise Malformed("offsets of a batch", _BATCH.size)
    view = memoryview(payload)[arena:]
    return ticket, first, [bytes(view[a:b]) for a, b in zip(offsets, offsets[1:])]


class ColdArguments:
    """Compares arguments that need not re-encode to the input's bytes: with a second, fresh
    decode of the same case, never with themselves, for an iterator speaks once."""

    def __init__(
        self,
        make_codec: Callable[[Callable[[Any], Structured]], Any],
        structure: Any,
        flat: Optional[Callable[[Any], List[Any]]] = None,
    ):
        self._flat = flat or (lambda steps: parse_case(steps).flat())
        self._structure = structure
        self._make_codec = make_codec
        self._codecs: Optional[Tuple[Any, Any]] = None  # dear, and few runs need them

    def _mask(self, value: Any) -> Structured:
        tag, payload = self._structure(value)
        if tag == tags.ITERATOR:
            return tag, Item.array(payload.payload[:1])
        return tag, payload

    def __call__(self, case: bytes, args: Any, kwargs: Dict[str, Any]) -> Compared:
        now = [*args, *kwargs.values()]
        if self._codecs is None:
            self._codecs = self._make_codec(self._structure), self._make_codec(self._mask)
        exact, masked = self._codecs
        try:
            fresh = self._flat(exact.decode(case))
            before = exact.encode(fresh)
        except Exception:
            return UNCHANGED
        try:
            after = exact.encode(now)
            if after == before:
                return UNCHANGED
            mutated = masked.encode(now) != masked.encode(fresh)
        except Unencodable as error:
            return head(4, 1) + str_item("unencodable: " + error.reason), False, True
        return after, b"\xd9\x4c\x0f" in before, mutated


def parse_case(steps: Any) -> Arguments:
    """The arguments of the first step of a decoded case. Raises Malformed."""
    try:
        ((_, positional, named),) = steps
        kwargs = dict(zip(named[::2], named[1::2]))
    except (TypeError, ValueError):
        raise Malformed("not a case of one step", 0) from None
    if type(positional) is not list or any(type(name) is not str for name in kwargs):
        raise Malformed("not a case", 0)
    return Arguments(positional, kwargs, False)


class Executor:
    """Runs single cases of one batch: makes the arguments, calls, and encodes what came of it.
    ``state`` is the worker's (unit.py)."""

    def __init__(self, codec: Any, function: Callable[..., Any], options: Dict[str, Any], state: Any) -> None:
        self._codec = codec
        self._function = function
        self._state = state
        self._through: Any = options.get("pickle")
        self._cold: Callable[..., Compared] = options["cold"]
        self._aliases = options.get("aliases", aliases)
        self._around: AroundCase = options.get("around", AroundCase)(state)

    def run(self, ticket: int, row: int, case: bytes) -> Optional[Seen]:
        """Runs the case once. None where it could not be delivered, and why is kept."""
        self._around.begin(ticket, row)
        try:
            arguments = self._arguments(case)
        except Malformed:
            raise
        except BaseException as error:
            self._unmade(ticket, row, error)
            return None
        if arguments is None:
            return NOT_ASKED
        around = self._around
        around.enter()
        came = self._called(case, arguments)
        around.leave()
        kind, outcome, projected, said = self._outcome(arguments, came)
        self._state.structure.use_up()
        after, consumed, mutates = self._compare(case, arguments) if around.comparable else UNCHANGED
        effects = around.effects(after, said, consumed)
        return Seen(kind, outcome, projected, effects, MUTATES if mutates else 0, around.ticks)

    def _arguments(self, case: bytes) -> Any:
        """None: the case is left out."""
        arguments = parse_case(self._codec.decode(case))
        args, kwargs, cold = arguments.args, arguments.kwargs, self._codec.cold
        if self._through is not None:
            args, kwargs = self._through((args, kwargs))
        delivered = self._around.deliver(args, kwargs)
        return delivered and Arguments(*delivered, cold)

    def _unmade(self, ticket: int, row: int, error: BaseException) -> None:
        self._state.cache.add(ticket, row, b"\x03" + str_item(why_unmade(error)), NOTHING)

    def _called(self, _case: bytes, arguments: Any) -> Any:
        """What came of the calls of the case."""
        return self._around.call(self._function, arguments.args, arguments.kwargs)

    def _outcome(self, arguments: Any, came: Any) -> Tuple[int, bytes, bytes, List[str]]:
        """Its kind, encoded, projected, and what in it is an argument."""
        kind, result = came
        said: List[str] = []
        if kind == RETURNED:
            said = self._aliases(result, arguments.args, arguments.kwargs)
        return (*self._encode(kind, result), said)

    def _encode(self, kind: int, result: Any) -> Tuple[int, bytes, bytes]:
        try:
            if self._through is not None:
                result = self._pickled(result)
            exact = _HEADS[kind] + self._codec.encode(result)
            if not self._codec.cold:
                return kind, exact, exact
            return kind, exact, _HEADS[kind] + self._codec.encode_projected(result)
        except Unencodable as error:
            reason = error.reason
        except MemoryError:
            reason = "out of memory"
        outcome = _HEADS[UNENCODABLE] + str_item(reason)
        return UNENCODABLE, outcome, outcome

    def _pickled(self, result: Any) -> Any:
        try:
            return self._through(result)
        except BaseException as error:
            raise Unencodable("pickle: " + type(error).__name__) from None

    def _compare(self, case: bytes, arguments: Any) -> Compared:
        if arguments.cold:
            return self._cold(case, arguments.flat(), {})
        try:
            if self._reencoded(arguments) == case:
                return UNCHANGED
            return self._codec.encode(arguments.flat()), False, True
        except Unencodable as error:
            return head(4, 1) + str_item("unencodable: " + error.reason), False, True
        except MemoryError:
            return UNCHANGED

    def _reencoded(self, arguments: Any) -> bytes:
        encode = self._codec.encode
        parts = [b"\x81\x83\x60", encode(arguments.args), head(4, 2 * len(arguments.kwargs))]
        for name, value in arguments.kwargs.items():
            parts += [str_item(name), encode(value)]
        return b"".join(parts)


def run(
    codec: Any, function: Callable[..., Any], payload: bytes, options: Dict[str, Any], state: Any
) -> bytes:
    """Executes a batch frame's payload and returns the column frame's payload.

    Always one cell per case, in row order. Raises Malformed when the payload is none."""
    ticket, first, cases = parse_batch(payload)
    executor = options.get("executor", Executor)(codec, function, options, state)
    cells: List[bytes] = [_MISSING_CELL] * len(cases)
    values: List[bytes] = [b""] * len(cases)
    for i in rows_in_order(len(cases), options["order"], ticket):
        row = first + i
        if state.mark.stopped():
            cells[i] = _NOT_RUN_CELL
            continue
        seen = executor.run(ticket, row, cases[i]) if cases[i] else None
        if seen is not None:
            again = options["replay_every"] and row % options["replay_every"] == 0
            replayed = executor.run(ticket, row, cases[i]) if again else None
            cells[i] = _cell(codec, seen, replayed, state.cache, ticket, row)
            if options["values"] and seen.kind == RETURNED:
                values[i] = seen.outcome[1:]
        if options["careful"]:
            state.guard()
    state.mark.phase(REPLYING)
    column = [_BATCH.pack(ticket, first, len(cases)), *cells]
    return b"".join(column + (_arena(values) if options["values"] else []))


def _cell(
    codec: Any, seen: Seen, replayed: Optional[Seen], cache: Any, ticket: int, row: int
) -> bytes:
    exact = codec.digest(seen.outcome)
    projected = exact if seen.projected is seen.outcome else codec.digest(seen.projected)
    effects = _ZERO if seen.effects == EMPTY else codec.digest(seen.effects)
    flags = seen.flags
    if replayed is not None and replayed.outcome != seen.outcome:
        flags |= REPLAY_DIFFERS
        cache.add(ticket, row | SECOND, replayed.outcome, replayed.effects)
    other = seen.kind == RETURNED and seen.projected != seen.outcome
    told = seen.projected[1:] if other else b""
    if cache.add(ticket, row, seen.outcome, seen.effects, told):
        flags |= KEPT
    ticks = min(seen.ticks, 0xFFFFFFFF)
    return CELL.pack(exact, projected, effects, seen.kind, flags, 0, ticks)


def _arena(values: List[bytes]) -> List[bytes]:
    offsets, at = [0], 0
    for value in values:
        at += len(value)
        offsets.append(at)
    return [Struct("<%dI" % len(offsets)).pack(*offsets), *values]
