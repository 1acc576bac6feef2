"""Ambient state looked at after each case: what it left is told among its effects, and undone."""

from typing import Any, Optional

from ..ambient.ambient import Ambient
from .effects import with_ambient
from .execute import Seen


class PerCaseAmbient:
    """Runs single cases as ``executor`` does."""

    def __init__(self, executor: Any, ambient: Ambient) -> None:
        self._executor = executor
        self._ambient = ambient

    def run(self, ticket: int, row: int, case: bytes) -> Optional[Seen]:
        seen: Optional[Seen] = self._executor.run(ticket, row, case)
        left, imported = self._ambient.left()
        if imported:  # what is the call's own is left again
            self._executor.run(ticket, row, case)
            left = sorted({*left, *self._ambient.left()[0]})
        if seen is None or not left:
            return seen
        return seen._replace(effects=with_ambient(seen.effects, left))
