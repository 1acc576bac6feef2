"""What surrounds the calls of one case, be it one of a function or those of a sequence: the mark,
the clock, what is said meanwhile, and knobs that are turned in the arguments. The extension has the
same (around_case.h).
"""

from time import perf_counter_ns
from typing import Any, Dict, List, Optional, Tuple

from ..process.mark import CALLING, DECODING, ENCODING
from .around_call import AroundCall
from .effects import EMPTY, effects_item


class AroundCase:
    """``state`` is the worker's (unit.py). For each case: ``begin``, ``deliver``, ``enter``, ``call`` for
    each call, ``leave``, ``effects``."""

    comparable = True  # whether the arguments are still what the case says, but for what calls did

    def __init__(self, state: Any) -> None:
        self._set, self._alone = state.mark.set, state.guard.alone
        self._forget = state.structure.forget
        self._warnings, self._output = state.warnings, state.output
        self._ticket = self._row = self._began = 0
        self.call = AroundCall()
        self.ticks = 0  # that the calls took, with what is between them

    def begin(self, ticket: int, row: int) -> None:
        """Before the arguments are made."""
        self._ticket, self._row = ticket, row
        self._set(ticket, row, DECODING)
        self._forget()

    def deliver(
        self, args: List[Any], kwargs: Dict[str, Any]
    ) -> Optional[Tuple[List[Any], Dict[str, Any]]]:
        """What is called with. None: the case is not for these surroundings, and is left out."""
        return args, kwargs

    def enter(self) -> None:
        """Before the first call."""
        del self._warnings[:], self._output[:]
        self._set(self._ticket, self._row, CALLING)
        self._began = perf_counter_ns()

    def leave(self) -> None:
        """After the last one."""
        self.ticks = perf_counter_ns() - self._began
        self._alone()
        self._set(self._ticket, self._row, ENCODING)

    def effects(self, after: Optional[bytes], aliased: List[str], consumed: bool) -> bytes:
        """The effects item, with what was said since ``enter``: encoding runs code too."""
        if not (after or aliased or consumed or self._output or self._warnings):
            return EMPTY
        return effects_item(after, aliased, list(self._warnings), "".join(self._output), consumed)
