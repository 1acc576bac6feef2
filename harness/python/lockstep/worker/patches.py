"""Patches: names of the standard library and of other top-level modules that a call may replace.

What counts is what others can reach by that name: public functions, classes and values of modules,
the methods of their classes, and modules themselves. Modules keep private notes, and fill in what
they are asked for; the target's own modules are its own affair.
"""

import os
import sys
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, Callable, Dict, List, Optional, Tuple

from .ambient import AT_TIMES, SELDOM, Named, Part
from .copies import Copies, inside, names_of

_all_modules = sys.modules
_STANDARD = os.path.dirname(os.__file__)
_METHODS = (FunctionType, BuiltinFunctionType, classmethod, staticmethod, property)
# What modules keep their notes in, and fill in when they are first used.
_NOTES = (type(None), bool, list, dict, set)
_HEAP_TYPE = 1 << 9
_ABSENT = object()
_OURS = frozenset([("warnings", "showwarning")])  # the worker listens there (surroundings.py)


def patches(target: str, extension: Optional[Any] = None) -> List[Part]:
    """``target`` is the "module:qualname" under test."""
    watched = _watched(target.partition(":")[0].partition(".")[0])
    classes = [
        value
        for name, module in watched.items()
        for value in list(vars(module).values())
        if isinstance(value, type) and value.__module__ == name and value.__flags__ & _HEAP_TYPE
    ]
    spaces = Copies([vars(module) for module in watched.values()], extension)
    return [
        _Watch(spaces, list(watched), _in_module, AT_TIMES).part(),
        _Watch(Copies(classes, extension), list(map(_place, classes)), _in_class, SELDOM).part(),
        _functions(watched),
        _modules(watched),
    ]


def _watched(own: str) -> Dict[str, ModuleType]:
    # surroundings.py and handlers.py know what matters of sys.
    spared = (own, "lockstep", "_lockstep", "__main__", "sys")
    return {
        name: module
        for name, module in list(_all_modules.items())
        if type(module) is ModuleType
        and name.partition(".")[0] not in spared
        and ("." not in name or _is_standard(module))
    }


def _is_standard(module: Any) -> bool:
    origin = getattr(module, "__file__", None) or ""
    if not origin:
        spec = getattr(module, "__spec__", None)
        return getattr(spec, "origin", None) in ("built-in", "frozen")
    return origin.startswith(_STANDARD) and "-packages" not in origin


def _place(kind: type) -> str:
    return "%s.%s" % (kind.__module__, kind.__qualname__)


def _in_module(place: str, name: str, was: Any, now: Any) -> str:
    if was is _ABSENT:
        # Submodules are added, and what a module makes when it is first asked for.
        module = _all_modules.get(place)
        fixed = _is_standard(module) and not hasattr(module, "__getattr__")
        private = name.startswith("_") or type(now) is ModuleType
        return "added" if not private and (fixed or place == "builtins") else ""
    if name.startswith("_") or type(was) in _NOTES or (place, name) in _OURS:
        return ""
    return "removed" if now is _ABSENT else "replaced"


def _in_class(_place: str, _name: str, was: Any, now: Any) -> str:
    return ("removed" if now is _ABSENT else "replaced") if isinstance(was, _METHODS) else ""


class _Watch:
    """Namespaces in which names are replaced; ``how`` says what that is called, if anything."""

    def __init__(
        self, copies: Copies, places: List[str], how: Callable[..., str], every: int
    ) -> None:
        self._copies = copies
        self._places = places
        self._how = how
        self._every = every
        self._said: Dict[Tuple[int, str], str] = {}

    def part(self) -> Part:
        return Part("patch", self._look, _new, self._restore, self._every)

    def _look(self) -> Tuple[str, ...]:
        """All that is not as it was at first, in words."""
        for i in self._copies.changed():
            self._compare(i, self._copies.first[i], names_of(self._copies.spaces[i]))
        return tuple(sorted(self._said.values()))

    def _compare(self, i: int, first: Dict[str, Any], now: Dict[str, Any]) -> None:
        self._said = {at: said for at, said in self._said.items() if at[0] != i}
        for name in {*first, *now}:
            was, one = first.get(name, _ABSENT), now.get(name, _ABSENT)
            how = "" if was is one else self._how(self._places[i], name, was, one)
            if how:
                self._said[i, name] = "%s.%s %s" % (self._places[i], name, how)

    def _restore(self, _before: Any) -> None:
        for i, name in list(self._said):
            space, first = self._copies.spaces[i], self._copies.first[i]
            if type(space) is not dict:
                setattr(space, name, first[name])
            elif name in first:
                space[name] = first[name]
            else:
                space.pop(name, None)


def _new(before: Any, after: Any) -> Named:
    return sorted({*after} - {*before})


def _functions(watched: Dict[str, ModuleType]) -> Part:
    functions = [
        value
        for name, module in watched.items()
        for value in list(vars(module).values())
        if type(value) is FunctionType and value.__module__ == name
    ]
    codes, first = [one.__code__ for one in functions], list(map(inside, functions))
    defaults = [one.__defaults__ for one in functions]
    named = [(i, one) for i, one in enumerate(functions) if one.__kwdefaults__]

    def unchanged() -> bool:
        if [one.__code__ for one in functions] != codes:
            return False
        return [one.__defaults__ for one in functions] == defaults and all(
            inside(one) == first[i] for i, one in named
        )

    def look() -> Tuple[str, ...]:
        if unchanged():
            return ()
        return tuple(
            "%s.%s changed" % (one.__module__, one.__qualname__)
            for one, was in zip(functions, first)
            if inside(one) != was
        )

    def restore(_before: Any) -> None:
        for one, (code, plain, keywords) in zip(functions, first):
            one.__code__, one.__defaults__ = code, plain
            one.__kwdefaults__ = dict(keywords) or None  # type: ignore[assignment]  # typeshed: never None

    return Part("patch", look, _new, restore, SELDOM)


def _modules(watched: Dict[str, ModuleType]) -> Part:
    """New ones are no effect: code imports what it needs."""
    names, first = list(watched), list(watched.values())

    def look() -> Tuple[str, ...]:
        now = list(map(_all_modules.get, names))
        if now == first:
            return ()
        changed = [name for name, was, one in zip(names, first, now) if one is not was]
        return tuple("sys.modules[%r] replaced" % name for name in changed)

    def restore(_before: Any) -> None:
        for name, module in zip(names, first):
            _all_modules[name] = module

    return Part("patch", look, _new, restore, AT_TIMES)
