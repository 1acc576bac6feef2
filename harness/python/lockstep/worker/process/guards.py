"""Guards: this process is still the worker, and its descriptor still the harness's socket."""

import builtins
import sys
from os import _exit, fstat, getpid
from typing import Any, Optional, Set, Tuple

from .mark import Mark

TAMPERED, MALFORMED, BROKEN = 119, 118, 117
_bound: Set[str] = set()  # modules


def bind_builtins() -> None:
    """Gives each of our modules its own names of all builtins, so that code under test that
    replaces ``builtins.len`` changes nothing here. Called before the target is imported; what was
    bound before stays."""
    for name, module in list(sys.modules.items()):
        if name.startswith("lockstep.worker") and module is not None and name not in _bound:
            _bound.add(name)
            own = vars(module)
            for key, value in vars(builtins).items():
                if not key.startswith("_"):
                    own.setdefault(key, value)


class Guard:
    def __init__(self, descriptor: int, mark: Optional[Mark] = None) -> None:
        self._descriptor = descriptor
        self._mark = mark
        self._pid = getpid()
        self._identity = self._look()

    def _look(self) -> Optional[Tuple[Any, ...]]:
        try:
            status = fstat(self._descriptor)
        except OSError:
            return None
        return status.st_dev, status.st_ino, status.st_mode

    def alone(self) -> None:
        """A forked copy of the worker ends here, without a word."""
        if getpid() != self._pid:
            _exit(0)

    def check(self) -> None:
        """Ends the process where the descriptor is no longer the one that it was given."""
        self.alone()
        if self._look() != self._identity:
            self.leave(TAMPERED, "its descriptor was closed or replaced")

    __call__ = check

    def leave(self, status: int, reason: str) -> None:
        try:
            if self._mark is not None:
                self._mark.reason(reason)
        finally:
            _exit(status)
