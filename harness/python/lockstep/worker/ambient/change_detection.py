"""Detects monkey patches: what of a namespace, of functions and of modules is not as it was at first.

Nothing is said of the package ``spared``. ``settle`` makes what is there now what it was at first.
"""

import sys
from types import FunctionType, ModuleType
from typing import Any, Callable, Dict, List, Optional, Tuple

from .ambient import AT_TIMES, SELDOM, Named, Part
from .snapshots import Snapshots, inside, names_of

_all_modules = sys.modules
ABSENT = object()


class NamespaceChanges:
    """Namespaces in which names are replaced; ``how`` says what that is called, if anything."""

    def __init__(
        self, snapshots: Snapshots, places: List[str], how: Callable[..., str], every: int
    ) -> None:
        self._snapshots = snapshots
        self._places = places
        self._how = how
        self._every = every
        self._said: Dict[Tuple[int, str], str] = {}
        self.spared = ""

    def part(self) -> Part:
        return Part("patch", self._look, _new, self._restore, self._every)

    def settle(self) -> List[int]:
        return self._snapshots.settle()

    def _look(self) -> Tuple[str, ...]:
        """All that is not as it was at first, in words."""
        for i in self._snapshots.changed():
            self._compare(i, self._snapshots.first[i], names_of(self._snapshots.spaces[i]))
        return tuple(sorted(self._said.values()))

    def _compare(self, i: int, first: Dict[str, Any], now: Dict[str, Any]) -> None:
        self._said = {at: said for at, said in self._said.items() if at[0] != i}
        if _top(self._places[i]) == self.spared:
            return
        for name in {*first, *now}:
            was, one = first.get(name, ABSENT), now.get(name, ABSENT)
            how = "" if was is one else self._how(self._places[i], name, was, one)
            if how:
                self._said[i, name] = "%s.%s %s" % (self._places[i], name, how)

    def _restore(self, _before: Any) -> None:
        for i, name in list(self._said):
            space, first = self._snapshots.spaces[i], self._snapshots.first[i]
            if type(space) is not dict:
                setattr(space, name, first[name])
            elif name in first:
                space[name] = first[name]
            else:
                space.pop(name, None)


def _new(before: Any, after: Any) -> Named:
    return sorted({*after} - {*before})


class FunctionChanges:
    """Functions whose code or defaults are replaced."""

    def __init__(self, watched: Dict[str, ModuleType], extension: Optional[Any]) -> None:
        self.spared = ""
        self._functions = [
            value
            for name, module in watched.items()
            for value in list(vars(module).values())
            if type(value) is FunctionType and value.__module__ == name
        ]
        self._extension = extension
        self._altered = getattr(extension, "altered", None) or _altered
        self._begin()

    def _begin(self) -> None:
        self._first = list(map(inside, self._functions))
        self._take_stock()

    def part(self) -> Part:
        return Part("patch", self._look, _new, self._restore, SELDOM)

    def settle(self) -> None:
        if self._changed():
            self._begin()

    def _take_stock(self) -> None:
        self._codes: List[Any] = [one.__code__ for one in self._functions]
        self._defaults: List[Any] = [one.__defaults__ for one in self._functions]
        self._keywords: List[Any] = [one.__kwdefaults__ for one in self._functions]
        self._named = Snapshots([named for named in self._keywords if named], self._extension)

    def _changed(self) -> bool:
        """False: none is. The extension touches none of them to see that."""
        known = self._codes, self._defaults, self._keywords
        return self._altered(self._functions, *known) or self._named.differ()

    def _look(self) -> Tuple[str, ...]:
        if not self._changed():
            return ()
        return tuple(
            "%s.%s changed" % (one.__module__, one.__qualname__)
            for one, was in zip(self._functions, self._first)
            if inside(one) != was and _top(one.__module__) != self.spared
        )

    def _restore(self, _before: Any) -> None:
        for one, (code, plain, keywords) in zip(self._functions, self._first):
            if _top(one.__module__) == self.spared:
                continue
            one.__code__, one.__defaults__ = code, plain
            one.__kwdefaults__ = dict(keywords) or None  # type: ignore[assignment]  # typeshed: never None
        self._take_stock()


def _altered(
    functions: List[Any], codes: List[Any], defaults: List[Any], keywords: List[Any]
) -> bool:
    return (
        [one.__code__ for one in functions] != codes
        or [one.__defaults__ for one in functions] != defaults
        or [one.__kwdefaults__ for one in functions] != keywords
    )


class ModuleChanges:
    """Modules that are replaced. New ones are no effect: code imports what it needs."""

    def __init__(self, watched: Dict[str, ModuleType], extension: Optional[Any]) -> None:
        self.spared = ""
        self._misplaced = getattr(extension, "misplaced", None) or _misplaced
        self._names = list(watched)
        self._first: List[Any] = list(watched.values())

    def part(self) -> Part:
        return Part("patch", self._look, _new, self._restore, AT_TIMES)

    def settle(self) -> None:
        if self._misplaced(_all_modules, self._names, self._first):
            self._first = list(map(_all_modules.get, self._names))

    def _look(self) -> Tuple[str, ...]:
        if not self._misplaced(_all_modules, self._names, self._first):
            return ()
        now = list(map(_all_modules.get, self._names))
        changed = [name for name, was, one in zip(self._names, self._first, now) if one is not was]
        return tuple(
            "sys.modules[%r] replaced" % name for name in changed if _top(name) != self.spared
        )

    def _restore(self, _before: Any) -> None:
        for name, module in zip(self._names, self._first):
            if module is not None and _top(name) != self.spared:
                _all_modules[name] = module


def _misplaced(modules: Dict[str, Any], names: List[str], values: List[Any]) -> bool:
    return list(map(modules.get, names)) != values


def _top(place: str) -> str:
    return place.partition(".")[0]
