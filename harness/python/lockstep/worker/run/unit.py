"""The worker: the process of one unit, its surroundings and its loop of data frames."""

import os
import sys
from os import _exit, fstat, getpid, read, write
from pickle import PicklingError, dumps, loads
from struct import Struct
from traceback import format_exception
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from ..ambient.ambient import Ambient, Group, Part
from ..ambient.handlers import handlers
from ..ambient.interpreter_settings import keep_listener
from ..ambient.leftovers import end_children, leftovers, lingering
from ..ambient.shared_files import shared_files
from ..process import frames, knobs, libc
from ..process.guards import BROKEN, MALFORMED, Guard
from ..process.mark import FINALIZING, SIZE, Mark
from ..values.build import Build
from ..values.codec import Codec
from ..values.decoder import Malformed
from ..values.projection import Projection
from ..values.structure import Structure
from ..values.user_codecs import Codecs
from . import assumption, calls, execute, reach, sequences
from .effects import Capture, Captured, aliases, listen_to_warnings
from .outcome_cache import OutcomeCache
from .per_case_ambient import PerCaseAmbient

_FETCH = Struct("<II")
_PID = Struct("<I")
_TICKET, _AMBIENT = Struct("<I"), Struct("<H")
_CHUNK = 1 << 16  # beyond it, malloc asks the kernel for each


class Target(NamedTuple):
    """What the zygote loaded for its workers."""

    function: Callable[..., Any]
    build: Build
    assume: Optional[Callable[..., Any]]
    policy: str
    modules: List[str]
    extension: Optional[Any]
    codecs: Optional[Codecs]
    stage: Optional[sequences.Stage]  # for a class
    surroundings: List[Part]  # what is the same for all workers: looked at in each of them
    groups: List[Group]  # of these, and of handlers
    sources: List[str]


class State:
    """What a run reads and writes beside its batch (the extension too)."""

    def __init__(self, mark: Mark, guard: Guard, structure: Structure, cache: Any) -> None:
        self.mark: Any = mark
        self.guard = guard
        self.structure = structure
        self.cache = cache
        self.warnings: List[str] = []
        self.output: List[str] = []


def _anything(*_args: Any, **_kwargs: Any) -> bool:
    return True


def through_pickle(value: Any) -> Any:
    """The value as another process would get it. Where a module was imported twice, pickle
    refuses the classes of the copy that ``sys.modules`` no longer names: that tells of the
    import and not of the value, which is left as it is."""
    try:
        return loads(dumps(value, 4))
    except PicklingError as error:
        if "not the same object" not in str(error):
            raise
        return value


class Worker:
    """``order`` is the payload of the fork frame; ``data``, ``marks`` and ``output`` are its
    descriptors, out of the way of the code under test."""

    def __init__(self, target: Target, order: Dict[str, Any], data: int, marks: int, output: int):
        limits = order.get("limits") or {}
        self._target = target
        self._data = data
        self._output = output
        self._finalize = bool(order.get("finalize"))
        self._writer = frames.FrameWriter(order["session"])
        self._reader = frames.FrameReader(order["session"])
        self._mark = Mark(libc.shared_memory(marks, SIZE))
        os.close(marks)
        self._guard = Guard(data, self._mark)
        codecs: Any = target.stage.instances if target.stage else target.codecs
        structure = Structure(limits.get("iterate", 64), codecs)
        extension = target.extension
        cache = (extension.OutcomeCache if extension else OutcomeCache)(limits.get("keep", 64 << 20))
        self._state = State(self._mark, self._guard, structure, cache)
        homes = sorted({*target.modules, *(order.get("homes") or ())})
        self._codec = self._make_codec(structure, Projection(structure, target.policy, homes))
        self._function, self._options = self._task(order)
        self._listen(limits.get("output", 1 << 16))
        self._per_case = bool(order.get("ambient"))
        self._ambient = self._surroundings()
        self._run = self._choose_run()

    def _make_codec(self, structure: Any, projection: Any = None) -> Any:
        kind = self._target.extension.Codec if self._target.extension else Codec
        return kind(structure, self._target.build, projection)

    def _task(self, order: Dict[str, Any]) -> Tuple[Callable[..., Any], Dict[str, Any]]:
        """What is called with each case, and how."""
        options = self._run_options(order)
        wanted = dict(order.get("knobs") or {})
        around = {name: wanted.pop(name) for name in calls.KNOBS if name in wanted}
        if not knobs.turn(wanted) or len(around) > 1 or (around and self._target.stage):
            return _anything, {**options, "executor": knobs.Undelivered}
        for name in around:
            options["around"] = calls.KNOBS[name]
        if order.get("task") == "assume":
            return self._target.assume or _anything, {**options, "executor": assumption.Asker}
        if order.get("task") == "reach":
            tally = reach.Tally(self._target.function, self._target.sources)
            options = {**options, "executor": reach.Reacher, "reached": tally}
        return self._target.function, options

    def _run_options(self, order: Dict[str, Any]) -> Dict[str, Any]:
        stage = self._target.stage
        cold: Callable[..., execute.ColdArguments] = execute.ColdArguments
        if stage:
            cold = sequences.cold_arguments
        return {
            "executor": sequences.SequenceExecutor if stage else execute.Executor,
            "stage": stage,
            "order": order.get("order", 0),
            "replay_every": order.get("replay_every", 0),
            "values": bool(order.get("values")),
            "careful": bool(order.get("careful")),
            "pickle": through_pickle if order.get("pickle") else None,
            "cold": cold(self._make_codec, self._state.structure),
            "aliases": aliases,
        }

    def _surroundings(self) -> Ambient:
        streams = [sys.__stdout__]  # the other one keeps nothing back
        sandbox = os.getcwd()
        left = leftovers(sandbox, self._output, streams, self._per_case)
        left += shared_files(sandbox, self._per_case)
        if not self._per_case:
            return Ambient(left, self._target.groups)
        # Each is put back, as it is here.
        return Ambient(self._target.surroundings + handlers() + left)

    def _choose_run(self) -> Callable[..., bytes]:
        if self._per_case:
            executor = self._options["executor"]
            self._options["executor"] = lambda *given: PerCaseAmbient(executor(*given), self._ambient)
            return execute.run
        extension = self._target.extension
        plain = self._options["executor"] is execute.Executor and "around" not in self._options
        if extension is None or not plain:
            return execute.run
        self._state.mark = self._mark.buffer
        in_c: Callable[..., bytes] = extension.run
        return in_c

    def _listen(self, limit: int) -> None:
        captured = Captured(self._state.output, limit)
        # typeshed: a TextIO, which io.TextIOBase is none.
        sys.stdout = Capture(captured, 1)  # type: ignore[assignment]
        sys.stderr = Capture(captured, 2)  # type: ignore[assignment]
        listen_to_warnings(self._state.warnings)
        keep_listener()

    def serve(self) -> None:
        """Answers frames until ``end``; returns only when finalization was asked for."""
        try:
            self._ambient.begin()
            self._serve()
        except BaseException as error:
            self._break(error)

    def _break(self, error: BaseException) -> None:
        """Our own loop failed: what broke it is the last that is heard of this worker."""
        self._guard.alone()
        try:
            text = "".join(format_exception(type(error), error, error.__traceback__))
            write(self._output, text.encode("utf-8", "backslashreplace"))
        except BaseException:
            pass  # so broken that it cannot say why
        finally:
            self._guard.leave(BROKEN, "the worker broke: " + type(error).__name__)

    def _serve(self) -> None:
        self._send(frames.READY, _PID.pack(getpid()))
        while True:
            frame = self._receive()
            if frame is None:
                _exit(0)
            kind, payload = frame
            if kind == frames.BATCH:
                self._send(frames.COLUMN, self._batch(payload))
            elif kind == frames.FETCH and len(payload) == _FETCH.size:
                kept = self._state.cache.fetch(*_FETCH.unpack(payload))
                self._send(frames.OBSERVATION, kept)
            elif kind == frames.END:
                return self._end()
            else:
                self._guard.leave(MALFORMED, "unexpected frame %d" % kind)
            self._mark.phase(0)

    def _batch(self, payload: bytes) -> bytes:
        before = self._raw_output()
        try:
            column = self._run(self._codec, self._function, payload, self._options, self._state)
        except Malformed as error:
            self._guard.leave(MALFORMED, str(error))
            raise
        ambient = self._ambient.mask(*_TICKET.unpack_from(payload))
        return self._told(column, self._raw_output() != before, ambient)

    def _raw_output(self) -> int:
        """How much went to descriptors 1 and 2 past sys.stdout."""
        try:
            return fstat(self._output).st_size
        except OSError:
            return -1

    @staticmethod
    def _told(column: bytes, output: bool, ambient: int) -> bytes:
        """The column, with what is known of the whole batch in each of its cells."""
        if not output and not ambient:
            return column
        told, size = bytearray(column), execute.CELL.size
        for at in range(12, 12 + size * int.from_bytes(column[8:12], "little"), size):
            told[at + execute.FLAGS_AT] |= execute.OUTPUT_SEEN if output else 0
            _AMBIENT.pack_into(told, at + execute.AMBIENT_AT, ambient)
        return bytes(told)

    def _end(self) -> None:
        self._mark.phase(FINALIZING)
        if not self._finalize or lingering():
            _exit(0)
        end_children()  # for finalization waits for some

    def _receive(self) -> Optional[Tuple[int, bytes]]:
        try:
            while True:
                frame = self._reader.next()
                if frame is not None:
                    return frame
                self._guard()
                data = read(self._data, _CHUNK)
                if not data:
                    return None
                self._reader.feed(data)
        except frames.BadFrame as error:
            self._guard.leave(MALFORMED, str(error))
        except OSError:
            pass
        return None

    def _send(self, kind: int, payload: bytes) -> None:
        self._guard()
        left = memoryview(self._writer.make(kind, payload))
        while left:
            left = left[write(self._data, left) :]
