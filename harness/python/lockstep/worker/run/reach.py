"""Line coverage: calls cases and tells which lines of the target's own files they reach, in a
process that does nothing else. The outcome of a case is what it and those before it have reached."""

import os
import sys
from time import process_time_ns
from types import CodeType, FrameType
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, Optional, Set, Tuple

from ..target.branches import EXIT, Arc, branches_of, lines_of
from ..target.introspect import functions_of
from .around_call import RETURNED
from .execute import NOTHING, Executor, Seen
from .sequences import SequenceExecutor

_MOST_EVENTS = 400_000  # a count, not a time: the same cases are traced wherever that is done
_MOST_MISSED = 12  # ranges of lines that are named


class Own(NamedTuple):
    """What is known of a code object of the files."""

    code: CodeType  # held, for it is known by its identity: to compare codes is slow
    hit: Set[int]  # of its file
    arcs: Set[Arc]
    branches: Set[Arc]


class Reached:
    """What of some files was reached. A trace function."""

    def __init__(self, files: Iterable[str]) -> None:
        self._files = frozenset(files)
        self._known: Dict[int, Tuple[CodeType, Optional[Own]]] = {}
        self._lines: Dict[str, Set[int]] = {}  # by file
        self._hit: Dict[str, Set[int]] = {}
        self._left = _MOST_EVENTS

    @property
    def exhausted(self) -> bool:
        return self._left <= 0

    def meet(self, code: CodeType) -> Optional[Own]:
        """None where the code is not of the files; else all it consists of counts from now on."""
        known = self._known.get(id(code))
        if known is not None:
            return known[1]
        own = None
        if os.path.abspath(code.co_filename) in self._files and code.co_name != "<module>":
            self._lines.setdefault(code.co_filename, set()).update(lines_of(code))
            own = Own(code, self._hit.setdefault(code.co_filename, set()), set(), branches_of(code))
            for inner in code.co_consts:
                if isinstance(inner, CodeType):
                    self.meet(inner)
        self._known[id(code)] = code, own
        return own

    def __call__(self, frame: FrameType, event: str, arg: Any) -> Optional[Callable[..., Any]]:
        self._left -= 1
        own = self.meet(frame.f_code) if self._left > 0 else None
        if own is None:
            return None
        hit, arcs, last = own.hit, own.arcs, frame.f_lineno
        hit.add(last)

        def within(frame: FrameType, event: str, arg: Any) -> Optional[Callable[..., Any]]:
            nonlocal last
            self._left -= 1
            if self._left <= 0:
                return None
            if event == "line":
                hit.add(frame.f_lineno)
                arcs.add((last, frame.f_lineno))
                last = frame.f_lineno
            elif event == "exception":
                last = -1
            elif event == "return":
                arcs.add((last, EXIT))
            return within

        return within

    def summary(self, calls: int) -> List[Any]:
        lines = {(file, line) for file, own in self._lines.items() for line in own}
        hit = {(file, line) for file, own in self._hit.items() for line in own} & lines
        own = [one for _, one in self._known.values() if one is not None]
        branches = sum(len(one.branches) for one in own)
        taken = sum(len(one.branches & one.arcs) for one in own)
        missed = ranges(sorted(line for _, line in lines - hit))
        return [calls, len(lines), len(hit), branches, taken, missed]


def ranges(lines: List[int]) -> str:
    """ "3-5, 9" """
    spans: List[List[int]] = []
    for line in lines:
        if spans and line - spans[-1][1] <= 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    texts = ["%d-%d" % (a, b) if a < b else "%d" % a for a, b in spans[:_MOST_MISSED]]
    return ", ".join(texts + ["..."] * (len(spans) > _MOST_MISSED))


class Reacher:
    """Runs single cases of one batch, as Executor does. ``options["reached"]`` is the worker's."""

    def __init__(self, codec: Any, function: Callable[..., Any], options: Dict[str, Any], state: Any) -> None:
        inner = SequenceExecutor if options["stage"] else Executor
        self._inner = inner(codec, function, options, state)
        self._codec = codec
        self._tally: Tally = options["reached"]

    def run(self, ticket: int, row: int, case: bytes) -> Optional[Seen]:
        tally, began = self._tally, process_time_ns()
        if not tally.reached.exhausted:
            sys.settrace(tally.reached)
            try:
                called = self._inner.run(ticket, row, case) is not None
            finally:
                sys.settrace(None)
            tally.calls += called and not tally.reached.exhausted
        outcome = b"\x00" + self._codec.encode(tally.reached.summary(tally.calls))
        return Seen(RETURNED, outcome, outcome, NOTHING, 0, process_time_ns() - began)


class Tally:
    """Of all that a worker has called."""

    def __init__(self, function: Callable[..., Any], files: Iterable[str]) -> None:
        self.reached = Reached(files)
        self.calls = 0
        if not isinstance(function, type):
            for own in functions_of(function):
                self.reached.meet(own.__code__)
