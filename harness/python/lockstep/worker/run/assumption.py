"""Asks whether the port's ``assume`` holds for cases, in a process that does nothing else."""

from typing import Any, Callable, Dict, Optional

from ..values.decoder import Malformed
from .around_call import RETURNED
from .around_case import AroundCase
from .execute import NOTHING, UNENCODABLE, Seen

_TRUE = b"\x00\xf5"
_UNKNOWN = b"\x02\x60"  # the arguments cannot be made: both sides will say so


class Asker:
    """Runs single cases of one batch, as Executor does."""

    def __init__(
        self, codec: Any, predicate: Callable[..., Any], options: Dict[str, Any], state: Any
    ) -> None:
        self._codec = codec
        self._holds: Callable[..., bool] = lambda *args, **kwargs: bool(predicate(*args, **kwargs))
        self._around = AroundCase(state)

    def run(self, ticket: int, row: int, case: bytes) -> Optional[Seen]:
        """None where it does not hold. Of a sequence, its constructor's arguments are asked about."""
        self._around.begin(ticket, row)
        try:
            _, args, named = self._codec.decode(case)[0]
        except Malformed:
            raise
        except BaseException:
            return Seen(UNENCODABLE, _UNKNOWN, _UNKNOWN, NOTHING, 0, 0)
        self._around.enter()
        came = self._around.call(self._holds, args, dict(zip(named[::2], named[1::2])))
        self._around.leave()
        return Seen(RETURNED, _TRUE, _TRUE, NOTHING, 0, 0) if came == (RETURNED, True) else None
