"""Snapshots: which of many namespaces have changed since they were last looked at.

The extension compares identities without touching what stands in them: a forked worker would have
to copy the pages of all of it.
"""

from types import FunctionType
from typing import Any, Dict, List, Optional, Tuple

Space = Any  # a dict, or a class


def names_of(space: Space) -> Dict[str, Any]:
    # Of a class it is a proxy of a dict.
    return space if type(space) is dict else vars(space)  # type: ignore[return-value]


class Snapshots:
    def __init__(self, spaces: List[Space], extension: Optional[Any] = None) -> None:
        self.spaces = spaces
        self.first = [dict(names_of(space)) for space in spaces]
        self._last = list(self.first)
        self._versions = bytearray(8 * len(spaces))  # the extension's
        self._differing = getattr(extension, "differing", None) or _differing

    def changed(self) -> List[int]:
        """The spaces that are not as they were when this was last asked."""
        changed: List[int] = []
        at = 0
        while True:
            at = self._differing(self.spaces, self._last, at, self._versions)
            if at < 0:
                return changed
            self._last[at] = dict(names_of(self.spaces[at]))
            changed.append(at)
            at += 1

    def differ(self) -> bool:
        """Whether any is not as it was at first."""
        return self._differing(self.spaces, self.first, 0, bytearray()) >= 0

    def settle(self) -> List[int]:
        """What they are now is how they were at first; those in which that is news."""
        changed = self.changed()
        for i in changed:
            self.first[i] = self._last[i]
        return changed


def _differing(
    spaces: List[Space], snapshots: List[Dict[str, Any]], begin: int, _versions: bytearray
) -> int:
    """The first from ``begin`` on that does not have the very objects of its copy; -1: none."""
    for i in range(begin, len(spaces)):
        try:
            if names_of(spaces[i]) != snapshots[i]:
                return i
        except Exception:  # what will not be compared is not what it was
            return i
    return -1


def inside(function: FunctionType) -> Tuple[Any, ...]:
    """What a function does: its code, and the defaults of its parameters."""
    named = function.__kwdefaults__
    return function.__code__, function.__defaults__, tuple(named.items()) if named else ()
