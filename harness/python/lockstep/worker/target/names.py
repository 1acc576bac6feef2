"""Names of classes and functions, ``module:qualname``, and the way back from a name."""

import importlib
import sys
import types
from typing import Any, Callable, Optional, Tuple

_of_types = vars(type)
_mro: Callable[[type], Tuple[type, ...]] = _of_types["__mro__"].__get__


def mro(cls: type) -> Tuple[type, ...]:
    """The method resolution order itself, whatever a metaclass says of it."""
    return _mro(cls)


def is_a(value: Any, base: type) -> bool:
    """isinstance by the real type: a lying ``__class__`` is not asked."""
    for cls in _mro(type(value)):
        if cls is base:
            return True
    return False


def defines(cls: type, attribute: str) -> bool:
    """Whether a class of the mro has the attribute, without running a descriptor."""
    for base in _mro(cls):
        if attribute in vars(base):
            return True
    return False


def _text(cls: type, attribute: str, otherwise: str) -> str:
    try:
        value = _of_types[attribute].__get__(cls)
    except (AttributeError, KeyError):
        try:
            value = getattr(cls, attribute)
        except Exception:
            value = None
    return str.__str__(value) if is_a(value, str) else otherwise


def class_name(cls: type) -> str:
    return _text(cls, "__module__", "?") + ":" + _text(cls, "__qualname__", "?")


def module_name(cls: type) -> str:
    return _text(cls, "__module__", "?")


def lookup(module: str, qualname: str) -> Any:
    """The object by that name in an imported module; AttributeError where there is none."""
    found: Any = sys.modules[module]
    for part in qualname.split("."):
        found = getattr(found, part)
    return found


def _same_method(one: Any, two: Any) -> bool:
    """Methods bound to one class are made anew by every look-up."""
    owner = getattr(one, "__self__", None)
    return (
        type(one) is type(two)
        and is_a(owner, type)
        and owner is getattr(two, "__self__", None)
        and getattr(one, "__func__", None) is getattr(two, "__func__", None)
        and getattr(one, "__name__", 0) == getattr(two, "__name__", 1)
    )


def reachable(module: Any, qualname: Any, value: Any) -> Optional[str]:
    """``module:qualname`` where that name leads back to ``value`` (or its equal, for a method
    bound to a class), else None."""
    if type(module) is not str or type(qualname) is not str or module not in sys.modules:
        return None
    try:
        found = lookup(module, qualname)
    except Exception:
        return None
    same = found is value or _same_method(found, value)
    return module + ":" + qualname if same else None


def resolve(name: str) -> Any:
    """Imports ``module:qualname``. Raises ImportError, AttributeError or ValueError."""
    module, colon, qualname = name.partition(":")
    if not colon or not module or not qualname:
        raise ValueError("%r is not module:qualname" % name)
    importlib.import_module(module)
    try:
        return lookup(module, qualname)
    except AttributeError:
        found = _unnamed(qualname) if module == "builtins" else None
        if found is None:
            raise
        return found


def _unnamed(qualname: str) -> Any:
    """A builtin class that only module types knows; None where there is none."""
    known = [type(None), type(Ellipsis), type(NotImplemented), *vars(types).values()]
    for cls in known:
        if is_a(cls, type) and class_name(cls) == "builtins:" + qualname:
            return cls
    return None
