"""Knobs that are delivered to a process after its fork: how each is turned, and what shows that it
was. What cannot be shown was not delivered, and such a process says nothing of any case.

All that is called here was taken before the code under test was imported.
"""

import os
import time
from typing import Any, Callable, Dict, Optional, Set, Tuple

from .room import move_home

_environ = os.environ
_tzset = getattr(time, "tzset", None)

Turn = Callable[[str], None]
Shows = Callable[[str], bool]


def _turn_time_zone(zone: str) -> None:
    _environ["TZ"] = zone
    if _tzset is not None:
        _tzset()


def _turn_home(_name: str) -> None:
    if not move_home():
        _environ.pop("HOME", None)


def _shows_home(_name: str) -> bool:
    return "HOME" in _environ


def _shows_time_zone(zone: str) -> bool:
    return zone.startswith(time.tzname[0])


def _variable(name: str) -> Tuple[Turn, Shows]:
    """What is read from the environment at each call."""
    return lambda value: _environ.__setitem__(name, value), lambda value: _environ[name] == value


# By the name that the harness has for it (harness/model/knob.cc).
_KNOBS: Dict[str, Tuple[Turn, Shows]] = {
    "tz": (_turn_time_zone, _shows_time_zone),
    "home": (_turn_home, _shows_home),
    "user": _variable("LOGNAME"),
    "columns": _variable("COLUMNS"),
}


_VARIABLES = {"tz": "TZ", "home": "HOME", "user": "LOGNAME", "columns": "COLUMNS"}
_pinned: Set[str] = set()


def pinning() -> Callable[[], None]:
    """Before an import; what is returned is called after it. A variable that the import has set
    holds wherever it is imported: it is not turned."""
    before = {knob: _environ.get(variable) for knob, variable in _VARIABLES.items()}

    def after() -> None:
        _pinned.update(
            knob for knob, variable in _VARIABLES.items() if _environ.get(variable) != before[knob]
        )

    return after


def turn(knobs: Dict[str, str]) -> bool:
    """Whether all of them are turned now, but those that the target's import has set itself."""
    return all([_turn(name, value) for name, value in knobs.items() if name not in _pinned])


def _turn(name: str, value: str) -> bool:
    if name not in _KNOBS:
        return False
    turned, shows = _KNOBS[name]
    turned(value)
    return shows(value)


class Undelivered:
    """Runs nothing: the process is not what it was to be."""

    def __init__(self, *_given: Any) -> None:
        pass

    def run(self, _ticket: int, _row: int, _case: bytes) -> Optional[Any]:
        return None
