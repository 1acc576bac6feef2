"""Ambient state: what surrounds a call, and what a call leaves behind there that a caller can notice.

Looked at after each batch, for a look costs as much as many calls: a column says of which kinds
something changed meanwhile. In a run that asks for it, it is looked at after each case, named, and put
back as far as that is possible, so that no case speaks for another.
"""

from gc import collect
from sys import getprofile, gettrace, setprofile, settrace
from sys import modules as all_modules
from typing import Any, Callable, List, NamedTuple, Optional, Sequence, Set, Tuple

# In the order of their bits (PROTOCOL.md).
KINDS = (
    "random-state",
    "working-directory",
    "environment",
    "decimal-context",
    "interpreter-setting",
    "warning-filter",
    "patch",
    "handler",
    "thread",
    "process",
    "descriptor",
    "file",
    "raw-output",
    "ambient-setting",
    "elsewhere",
)
ELSEWHERE = KINDS[14]  # files where other processes write too: nothing but a lead
IMPORTED = 1 << 15  # modules were imported meanwhile, and may have done it
# What imports do by themselves, once.
_OF_IMPORTS = frozenset(["warning-filter", "handler", "patch", "ambient-setting"])
# What ends or is closed when what holds it is collected.
_COLLECTED = frozenset(["thread", "descriptor", "file"])

# How often something is looked at: in each of the first 64 / n batches of a process, in every n-th
# of the first 64, and then in every fourth of those. What a call leaves behind stays, mostly.
OFTEN, AT_TIMES, SELDOM = 4, 16, 64
_FIRST, _LATER = 64, 4

Named = List[str]


class Part(NamedTuple):
    """One thing to look at. ``look`` gives what is compared by ==, None where there is nothing to
    see yet; ``name`` says what of it changed; ``restore`` makes it what it was."""

    kind: str
    look: Callable[[], Any]
    name: Callable[[Any, Any], Named]
    restore: Callable[[Any], None]
    every: int = OFTEN


def only(text: str) -> Callable[[Any, Any], Named]:
    """Where there is one thing to change."""
    return lambda before, after: [text]


def leave_it(_before: Any) -> None:
    """What cannot be put back."""


class Group:
    """Parts that are looked at equally often, and what was seen of them last."""

    def __init__(self, parts: List[Part]) -> None:
        self.parts = parts
        self.every = parts[0].every
        self._looks = [part.look for part in parts]
        self._seen: List[Any] = []

    def begin(self) -> None:
        self._seen = [_seen(look) for look in self._looks]

    def changed(self) -> List[Tuple[int, Any, Any]]:
        """The indices of parts, with what they were and what they are now."""
        try:
            if [look() for look in self._looks] == self._seen:
                return []
        except Exception:
            pass
        return [found for found in map(self._change, range(len(self.parts))) if found is not None]

    def _change(self, i: int) -> Optional[Tuple[int, Any, Any]]:
        before, now = self._seen[i], _seen(self._looks[i])
        if now != before and self.parts[i].kind in _COLLECTED:
            collect()
            now = _seen(self._looks[i])
        self._seen[i] = now
        return None if now == before else (i, before, now)

    def restore(self, i: int, before: Any) -> None:
        try:
            self.parts[i].restore(before)
        except Exception:
            pass
        self._seen[i] = _seen(self._looks[i])


def _seen(look: Callable[[], Any]) -> Any:
    try:
        return look()
    except Exception as error:  # patched, closed, out of descriptors: that is a state too
        return type(error).__name__


def _is_due(every: int, ticket: int) -> bool:
    if ticket * every < _FIRST:
        return True
    distance = every if ticket < _FIRST else every * _LATER
    return ticket % distance == distance - 1


def grouped(parts: List[Part]) -> List[Group]:
    """By how often they are looked at, the most often first."""
    every = sorted({part.every for part in parts})
    return [Group([part for part in parts if part.every == one]) for one in every]


class Ambient:
    """All parts, which are looked at once at the start, and then compared with what they were.
    ``shared``: groups that were made before the fork, and of which nothing was seen."""

    def __init__(self, parts: List[Part], shared: Sequence[Group] = ()) -> None:
        trace = Part("interpreter-setting", self._was_traced, only("a trace function"), self._disarm)
        self._groups = [*grouped([trace, *parts]), *shared]
        self._traced = False
        self._modules = 0
        self._began = False

    def begin(self) -> None:
        """From now on it is the code under test that changes something."""
        for group in self._groups:
            group.begin()
        self._modules = len(all_modules)

    def mask(self, ticket: int) -> int:
        """After a batch: a bit for each kind of which something changed since it was looked at."""
        self._disarm()
        kinds, first, self._began = 0, not self._began, True
        for group in self._groups:
            if first or _is_due(group.every, ticket):
                for i, _, _ in group.changed():
                    kinds |= 1 << KINDS.index(group.parts[i].kind)
        if self._traced:
            self._groups[0].restore(0, False)
        return kinds | IMPORTED if self._grew() and kinds else kinds

    def left(self) -> Tuple[Named, bool]:
        """After a case: what it left behind, by kind and name, which is then put back; and
        whether modules were imported, which is why some of it is not said."""
        self._disarm()
        grew = self._grew()
        said: Set[str] = set()
        for group in self._groups:
            for i, before, after in group.changed():
                said.update(_named(group.parts[i], before, after, grew))
                group.restore(i, before)
        return sorted(said), grew

    def _grew(self) -> bool:
        before, self._modules = self._modules, len(all_modules)
        return before != self._modules

    def _was_traced(self) -> bool:
        return self._traced

    def _disarm(self, *_before: Any) -> None:
        """Nothing of the code under test is called while our own runs."""
        self._traced = gettrace() is not None or getprofile() is not None
        for unset in (setprofile, settrace):
            try:
                unset(None)
            except BaseException:  # its own last word
                unset(None)


def _named(part: Part, before: Any, after: Any, grew: bool) -> Named:
    if before is None or grew and part.kind in _OF_IMPORTS:
        return []
    try:
        return ["%s: %s" % (part.kind, what) for what in part.name(before, after)]
    except Exception:
        return ["%s: something" % part.kind]
