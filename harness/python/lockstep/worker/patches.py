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


class Patches:
    """What is watched of some modules, which are as they are when this is made."""

    def __init__(self, watched: Dict[str, ModuleType], extension: Optional[Any]) -> None:
        self.watched = watched
        classes = [
            value
            for name, module in watched.items()
            for value in list(vars(module).values())
            if isinstance(value, type) and value.__module__ == name and value.__flags__ & _HEAP_TYPE
        ]
        spaces = Copies([vars(module) for module in watched.values()], extension)
        self._modules = _Modules(watched, extension)
        self._names = _Watch(spaces, list(watched), _in_module, AT_TIMES)
        places = list(map(_place, classes))
        self._methods = _Watch(Copies(classes, extension), places, _in_class, SELDOM)
        self._functions = _Functions(watched, extension)

    def parts(self) -> List[Part]:
        watches = (self._names.part(), self._methods.part(), self._functions.part())
        return [*watches, self._modules.part()]

    def settle(self, spared: str) -> List[str]:
        """The target has been imported: what that has left is how things are. Nothing is said of
        the package ``spared``. The names of modules in which something is new."""
        self._names.spared = self._methods.spared = spared
        self._modules.spared = self._functions.spared = spared
        self._methods.settle()
        self._functions.settle()
        self._modules.settle()
        names = list(self.watched)
        return [names[i] for i in self._names.settle()]


def known_patches(extension: Optional[Any]) -> Patches:
    """Of all that is imported by now, before any target is."""
    return Patches(_watched(""), extension)


def patches(
    target: str, extension: Optional[Any] = None, known: Optional[Patches] = None
) -> List[Part]:
    """``target`` is the "module:qualname" under test; ``known`` has what was there before it."""
    own = target.partition(":")[0].partition(".")[0]
    watched = _watched(own)
    if known is None:
        return Patches(watched, extension).parts()
    new = set(known.settle(own))
    fresh = {
        name: module
        for name, module in watched.items()
        if name in new or known.watched.get(name) is not module
    }
    return known.parts() + Patches(fresh, extension).parts()


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
        self.spared = ""

    def part(self) -> Part:
        return Part("patch", self._look, _new, self._restore, self._every)

    def settle(self) -> List[int]:
        return self._copies.settle()

    def _look(self) -> Tuple[str, ...]:
        """All that is not as it was at first, in words."""
        for i in self._copies.changed():
            self._compare(i, self._copies.first[i], names_of(self._copies.spaces[i]))
        return tuple(sorted(self._said.values()))

    def _compare(self, i: int, first: Dict[str, Any], now: Dict[str, Any]) -> None:
        self._said = {at: said for at, said in self._said.items() if at[0] != i}
        if _top(self._places[i]) == self.spared:
            return
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


class _Functions:
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
        self._named = Copies([named for named in self._keywords if named], self._extension)

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


class _Modules:
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
