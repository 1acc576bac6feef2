"""Asks whether the port's ``assume`` holds for cases, in a process that does nothing else."""

from typing import Any, Callable, Dict, Optional

from ..process.mark import CALLING, DECODING
from ..values.decoder import Malformed
from .execute import RETURNED, UNENCODABLE, Seen

_TRUE = b"\x00\xf5"
_UNKNOWN = b"\x02\x60"  # the arguments cannot be made: both sides will say so


class Asker:
    """Runs single cases of one batch, as Executor does."""

    def __init__(
        self, codec: Any, predicate: Callable[..., Any], options: Dict[str, Any], state: Any
    ) -> None:
        self._codec = codec
        self._predicate = predicate
        self._state = state

    def run(self, ticket: int, row: int, case: bytes) -> Optional[Seen]:
        """None where it does not hold. Of a sequence, its constructor's arguments are asked about."""
        self._state.mark.set(ticket, row, DECODING)
        self._state.structure.forget()
        try:
            _, args, named = self._codec.decode(case)[0]
        except Malformed:
            raise
        except BaseException:
            return Seen(UNENCODABLE, _UNKNOWN, _UNKNOWN, b"\xf6", 0, 0)
        self._state.mark.set(ticket, row, CALLING)
        try:
            holds = bool(self._predicate(*args, **dict(zip(named[::2], named[1::2]))))
        except BaseException:
            holds = False
        self._state.guard.alone()
        del self._state.warnings[:], self._state.output[:]
        return Seen(RETURNED, _TRUE, _TRUE, b"\xf6", 0, 0) if holds else None
