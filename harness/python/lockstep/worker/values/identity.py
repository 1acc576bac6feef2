"""What a class is called in an encoding: a name that leads to the very class.

Anybody can say of a class what module it is from, and a module can be loaded twice. Where the name
that a class bears leads to another one, it is told apart from that; what is defined where native
or the port is goes by the name that it has there.
"""

import importlib
import inspect
import sys
import warnings
import weakref
from types import FunctionType, ModuleType
from typing import Any, Dict, Iterable, List, Optional, Tuple

from ..target.names import class_name, is_a

OTHER = "another class of the name "
_STANDARD = getattr(sys, "stdlib_module_names", ())
_entries_of_class, _entries_of_module = (vars(one)["__dict__"].__get__ for one in (type, ModuleType))
_ITS_OWN_BUILTINS = sys.implementation.name == "cpython"  # others keep some twice

_KNOWN: Dict[int, Tuple[Any, str]] = {}  # by id: a class is never hashed
_HOMES: List[str] = []
_NAMESPACES: List[Dict[str, Any]] = []
_TARGETS: List[Any] = []


def at_home(target: Any, modules: Iterable[str]) -> None:
    """What is called is ``target``: classes that stand in one of ``modules``, or beside it where it
    was defined, are of its side."""
    _HOMES[:] = [module for module in modules if module]
    _NAMESPACES[:] = _namespaces(target)
    _TARGETS[:] = [target]
    _KNOWN.clear()


def meet(cls: type) -> None:
    """A class whose instances are under test, whoever made them: what stands beside it is of its side
    too."""
    for each in _namespaces(cls):
        if not any(each is known for known in _NAMESPACES):
            _NAMESPACES.append(each)
    _TARGETS.append(cls)
    _KNOWN.clear()


def known_as(cls: type) -> str:
    """``module:qualname``. Found out once for each class."""
    known = _KNOWN.get(id(cls))
    if known is None:
        key, name = id(cls), _told(cls)
        known = weakref.ref(cls, lambda _: _KNOWN.pop(key, None)), name
        _KNOWN[key] = known
    return known[1]


def stands_as(cls: type) -> str:
    """What it is compared as: a class that native's or the port's module has from a second copy of
    the module that it claims stands for the one of that module."""
    name = known_as(cls)
    claimed = class_name(cls)
    if name == claimed or name.startswith(OTHER) or not _is_from_a_copy(cls, name):
        return name
    return claimed


def _is_from_a_copy(cls: type, name: str) -> bool:
    """Whether it was defined elsewhere than where it is known."""
    module, _, qualname = name.partition(":")
    here = _entries(sys.modules.get(module))
    defined = _namespaces(cls)
    return all(each is not here for each in defined) and any(
        _reached(each, qualname) is cls for each in defined
    )


def _told(cls: type) -> str:
    name = class_name(cls)
    found = _found(name)
    if found is cls or not is_a(found, type) or any(cls is target for target in _TARGETS):
        return name
    if name.startswith("builtins:") and not _ITS_OWN_BUILTINS:
        return name
    return _named_at_home(cls, name) or OTHER + name


def _found(name: str) -> Any:
    """What the name leads to; None where it leads nowhere, or to what is not imported yet."""
    module, _, qualname = name.partition(":")
    if module not in sys.modules and module.partition(".")[0] in _STANDARD:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                importlib.import_module(module)
        except Exception:
            return None
    return _reached(_entries(sys.modules.get(module)), qualname)


def _named_at_home(cls: type, name: str) -> Optional[str]:
    qualname = name.partition(":")[2]
    for home in _HOMES:
        below = [each for each in list(sys.modules) if each.startswith(home + ".")]
        for module in (home, *sorted(below)):
            if _reached(_entries(sys.modules.get(module)), qualname) is cls:
                return module + ":" + qualname
    # A module that was loaded past ``sys.modules`` has no other name than the one it claims.
    return name if any(_reached(each, qualname) is cls for each in _NAMESPACES) else None


def _entries(holder: Any) -> Any:
    """Of a module or a class, without running code of anybody's."""
    if is_a(holder, type):
        return _entries_of_class(holder)
    return _entries_of_module(holder) if is_a(holder, ModuleType) else {}


def _reached(entries: Any, qualname: str) -> Any:
    first, _, rest = qualname.partition(".")
    found = entries.get(first)
    return _reached(_entries(found), rest) if rest else found


def _namespaces(target: Any) -> List[Dict[str, Any]]:
    """Where its Python code was defined; of a class, that of its methods."""
    members = list(_entries(target).values()) if is_a(target, type) else [_unwrapped(target)]
    found: Dict[int, Dict[str, Any]] = {}
    for member in members:
        function = getattr(member, "__func__", member)
        if type(function) is FunctionType:
            found[id(function.__globals__)] = function.__globals__
    return list(found.values())


def _unwrapped(target: Any) -> Any:
    try:
        return inspect.unwrap(target)
    except Exception:
        return target
