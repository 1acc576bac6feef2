"""Files outside of the worker's sandbox, which other processes use as well.

After a batch only a change of the usual places is seen, which anybody may have made. A run
that looks after each case hears of every file that this process opens to write, moves or removes.
"""

import os
import sys
from stat import S_ISDIR
from typing import Any, Dict, List, Optional, Tuple

from .ambient import AT_TIMES, ELSEWHERE, Named, Part, leave_it
from .leftovers import without_chance

_PLACES = ("/tmp", "/var/tmp", "/dev/shm")
_SPARED = ("/dev/", "/proc/", "/sys/")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Events (sys.addaudithook), and how many of their arguments are paths.
_EVENTS = {
    "os.mkdir": 1, "os.rename": 2, "os.link": 2, "os.symlink": 2, "os.truncate": 1, "os.remove": 1,
    "os.rmdir": 1, "os.chmod": 1, "sqlite3.connect": 1,
}  # fmt: skip
_fsdecode, _abspath, _lstat = os.fsdecode, os.path.abspath, os.lstat


def shared_files(sandbox: str, per_case: bool) -> List[Part]:
    if per_case and hasattr(sys, "addaudithook"):
        return [Heard(sandbox).part()]
    return [Part(ELSEWHERE, _looks_of_places, lambda before, after: [], leave_it, AT_TIMES)]


def _looks_of_places() -> List[int]:
    return [_lstat(place).st_mtime_ns for place in _PLACES_HERE]


_PLACES_HERE = [place for place in _PLACES if os.path.isdir(place)]


def _state(path: str) -> Optional[Tuple[Any, ...]]:
    try:
        status = _lstat(path)
    except (OSError, ValueError):
        return None
    if S_ISDIR(status.st_mode):  # what is in it is heard of by itself
        return status.st_mode, status.st_ino
    return status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns


def _as_it_is(_before: Any, after: Named) -> Named:
    return after


class Heard:
    """What this process was heard to do to files since it was last looked at."""

    def __init__(self, sandbox: str) -> None:
        self._sandbox = os.path.join(sandbox, "")
        self._before: Dict[str, Optional[Tuple[Any, ...]]] = {}
        sys.addaudithook(self._hear)

    def part(self) -> Part:
        return Part("file", self._look, _as_it_is, self._forget)

    def _hear(self, event: str, args: Any) -> None:
        try:
            if event == "open":
                path, mode, flags = args
                writes = any(one in mode for one in "wax+") if mode else flags & _WRITES
                if writes:
                    self._note(path)
            elif event in _EVENTS:
                for path in args[: _EVENTS[event]]:
                    self._note(path)
        except Exception:
            pass  # not a path

    def _note(self, path: Any) -> None:
        if type(path) is int:
            return
        whole = _abspath(_fsdecode(path))
        spared = whole.startswith(_SPARED) and not whole.startswith("/dev/shm/")
        if not spared and "__pycache__" not in whole and not whole.startswith(self._sandbox):
            self._before.setdefault(whole, _state(whole))

    def _look(self) -> List[str]:
        now = {path: (before, _state(path)) for path, before in self._before.items()}
        return sorted({"file %s%s" % (without_chance(path), "" if after else " removed")
                       for path, (before, after) in now.items() if before != after})  # fmt: skip

    def _forget(self, _before: Any) -> None:
        self._before.clear()
