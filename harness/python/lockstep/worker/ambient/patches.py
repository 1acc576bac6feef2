"""Monkey patches: names of the standard library and of other top-level modules that a call may replace.

What counts is what others can reach by that name: public functions, classes and values of modules,
the methods of their classes, and modules themselves. Modules keep private notes, and fill in what
they are asked for; the target's own modules are its own affair.
"""

import os
import sys
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, Dict, List, Optional

from .ambient import AT_TIMES, SELDOM, Part
from .change_detection import ABSENT, FunctionChanges, ModuleChanges, NamespaceChanges
from .snapshots import Snapshots

_all_modules = sys.modules
_STANDARD = os.path.dirname(os.__file__)
_METHODS = (FunctionType, BuiltinFunctionType, classmethod, staticmethod, property)
# What modules keep their notes in, and fill in when they are first used.
_NOTES = (type(None), bool, list, dict, set)
_PLAIN = (str, bytes, int, float)
_HEAP_TYPE = 1 << 9
_OURS = frozenset([("warnings", "showwarning")])  # the worker listens there (interpreter_settings.py)


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
        spaces = Snapshots([vars(module) for module in watched.values()], extension)
        self._modules = ModuleChanges(watched, extension)
        self._names = NamespaceChanges(spaces, list(watched), _in_module, AT_TIMES)
        places = list(map(_place, classes))
        self._methods = NamespaceChanges(Snapshots(classes, extension), places, _in_class, SELDOM)
        self._functions = FunctionChanges(watched, extension)

    def parts(self) -> List[Part]:
        changes = (self._names.part(), self._methods.part(), self._functions.part())
        return [*changes, self._modules.part()]

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
    """Of all that is imported by now, before any target is; looked at once, so that what is still as
    it was costs little later."""
    known = Patches(_watched(""), extension)
    known.settle("")
    return known


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
    # interpreter_settings.py and handlers.py know what matters of sys.
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
    if was is ABSENT:
        # Submodules are added, and what a module makes when it is first asked for.
        module = _all_modules.get(place)
        fixed = _is_standard(module) and not hasattr(module, "__getattr__")
        private = name.startswith("_") or type(now) is ModuleType
        return "added" if not private and (fixed or place == "builtins") else ""
    if name.startswith("_") or type(was) in _NOTES or (place, name) in _OURS or _is_equal(was, now):
        return ""
    return "removed" if now is ABSENT else "replaced"


def _is_equal(was: Any, now: Any) -> bool:
    """Another object that nobody can tell from the first: ``time.tzset`` makes such ones."""
    if type(was) is tuple and type(now) is tuple and len(was) == len(now):
        return all(map(_is_equal, was, now))
    return type(was) in _PLAIN and type(now) is type(was) and bool(was == now)


def _in_class(_place: str, _name: str, was: Any, now: Any) -> str:
    return ("removed" if now is ABSENT else "replaced") if isinstance(was, _METHODS) else ""
