"""Knobs that are turned in a process after its fork (time zone, home, variables): how each is
turned, and what shows that it was. What cannot be shown was not delivered, and such a process says nothing
of any case.

Nothing of the code under test has been called by then; its import has.
"""

import os
import time
from typing import Any, Callable, Dict, Optional, Set, Tuple

from .sandbox import move_home

_environ = os.environ
_tzset = getattr(time, "tzset", None)

Turn = Callable[[str], bool]  # turns it, and says whether it is turned now


def _time_zone(zone: str) -> bool:
    _environ["TZ"] = zone
    if _tzset is not None:
        _tzset()
    return zone.startswith(time.tzname[0])


def _home(_name: str) -> bool:
    return move_home()


def _of_calls(variable: str) -> Turn:
    """What is read from the environment at each call."""

    def turned(value: str) -> bool:
        _environ[variable] = value
        return _environ[variable] == value

    return turned


# By the name that the harness has for it (harness/model/knob.cc): the variable, and how it is turned.
_KNOBS: Dict[str, Tuple[str, Turn]] = {
    "tz": ("TZ", _time_zone),
    "home": ("HOME", _home),
    "user": ("LOGNAME", _of_calls("LOGNAME")),
    "columns": ("COLUMNS", _of_calls("COLUMNS")),
}
_pinned: Set[str] = set()


def pinning() -> Callable[[], None]:
    """Before an import; what is returned is called after it. A variable that the import has set
    holds wherever it is imported: it is not turned."""
    before = _variables()

    def after() -> None:
        now = _variables()
        _pinned.update(knob for knob in now if now[knob] != before[knob])

    return after


def _variables() -> Dict[str, Optional[str]]:
    return {knob: _environ.get(variable) for knob, (variable, _) in _KNOBS.items()}


def turn(knobs: Dict[str, str]) -> bool:
    """Whether all of them are turned now, but those that the target's import has set itself."""
    wanted = {name: value for name, value in knobs.items() if name not in _pinned}
    return all([name in _KNOBS and _KNOBS[name][1](value) for name, value in wanted.items()])


class Undelivered:
    """Runs nothing: the process is not what it was to be."""

    def __init__(self, *_given: Any) -> None:
        pass

    def run(self, _ticket: int, _row: int, _case: bytes) -> Optional[Any]:
        return None
