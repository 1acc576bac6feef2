"""An adapter for a class of the port's side, as native's side uses it: what its constructor, methods,
operators and attributes are given is translated to the port's side, and what they give is translated back."""

import copy
import inspect
from types import FunctionType
from typing import Any, Callable, Dict, Optional, Set, Tuple
from weakref import WeakValueDictionary

from ..api.mappings import Mapping, Mappings, name_of_class
from .function_adapter import across

# How an object is made, kept and copied is the stand-in's own.
_OWN = frozenset(
    "__class__ __class_getitem__ __copy__ __deepcopy__ __del__ __delattr__ __dict__ __dir__ __doc__ "
    "__getattr__ __getattribute__ __getnewargs__ __getnewargs_ex__ __getstate__ __init__ __init_subclass__ "
    "__module__ __new__ __qualname__ __reduce__ __reduce_ex__ __setattr__ __setstate__ __sizeof__ "
    "__slots__ __subclasshook__ __weakref__".split()
)
_KNOWN: Dict[str, Callable[[Any], Any]] = {}  # name of a class -> the stand-in of an instance


def class_across(cls: type, mappings: Mappings) -> type:
    """A class whose instances stand for those of ``cls``: itself, where nothing is mapped."""
    return _ClassAdapter(cls, mappings).stand_in if mappings else cls


class _ClassAdapter:
    """One class and its stand-in. An instance has one stand-in as long as that is held."""

    def __init__(self, cls: type, mappings: Mappings) -> None:
        self._cls = cls
        self._held: Any = WeakValueDictionary()  # id of the instance -> its stand-in
        self.stand_in = self._made()
        itself = Mapping(self.stand_in, cls, _inner, self._outer, _unchanged, None, {}, "")
        self._mappings = Mappings([*mappings.mappings, itself], mappings.singletons)
        _KNOWN[name_of_class(cls)] = self._outer

    def _outer(self, inner: Any) -> Any:
        known = self._held.get(id(inner))
        if known is None:
            known = object.__new__(self.stand_in)
            object.__setattr__(known, "_inner", inner)
            self._held[id(inner)] = known
        return known

    def _call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return across(function, self._mappings)(*args, **kwargs)

    def _made(self) -> type:
        cls = self._cls
        namespace = {name: getattr(cls, name) for name in ("__module__", "__qualname__", "__doc__")}
        namespace["__slots__"] = ("_inner", "__weakref__")
        namespace.update(self._lifetime())
        for name in _names(cls):
            namespace[name] = self._member(name, inspect.getattr_static(cls, name))
        made: Any = type(cls.__name__, (), namespace)
        del made.__slots__  # the slot is nobody's business
        try:
            made.__signature__ = inspect.signature(cls)
        except (TypeError, ValueError):
            pass  # nobody knows it
        stand_in: type = made
        return stand_in

    def _lifetime(self) -> Dict[str, Any]:
        def new(stand_in: type, *args: Any, **kwargs: Any) -> Any:
            return self._call(self._cls, *args, **kwargs)

        def attributes(each: Any) -> Dict[str, Any]:
            names = [name for name in getattr(_inner(each), "__dict__", ()) if name[:1] != "_"]
            return {name: getattr(each, name) for name in names}

        def reduced(each: Any, protocol: Any) -> Tuple[Any, ...]:
            return _again, (name_of_class(self._cls), _inner(each))

        return {
            "__new__": new,
            "__dict__": property(attributes),
            "__getattr__": lambda each, name: self._call(getattr, each, name),
            "__setattr__": lambda each, name, value: self._call(setattr, each, name, value),
            "__delattr__": lambda each, name: delattr(_inner(each), name),
            "__reduce_ex__": reduced,
            "__copy__": lambda each: self._outer(copy.copy(_inner(each))),
            "__deepcopy__": lambda each, memo: self._outer(copy.deepcopy(_inner(each), memo)),
        }

    def _member(self, name: str, found: Any) -> Any:
        if isinstance(found, (staticmethod, classmethod)):
            function = getattr(self._cls, name)
            return staticmethod(lambda *args, **kwargs: self._call(function, *args, **kwargs))
        if callable(found) and not isinstance(found, type):
            return self._method(name, found)
        if hasattr(type(found), "__get__"):
            return property(lambda each: self._call(getattr, each, name))
        return found

    def _method(self, name: str, found: Any) -> Callable[..., Any]:
        def method(each: Any, *args: Any, **kwargs: Any) -> Any:
            return self._call(getattr(_inner(each), name), *args, **kwargs)

        method.__name__ = name
        method.__doc__ = getattr(found, "__doc__", None)
        if isinstance(found, FunctionType):
            vars(method)["__wrapped__"] = found
        return method


def _names(cls: type) -> Set[str]:
    """Of what the class has beyond any object."""
    return {
        name for name in dir(cls)
        if name not in _OWN and getattr(cls, name, None) is not getattr(object, name, _names)
    }


def _inner(stand_in: Any) -> Any:
    return object.__getattribute__(stand_in, "_inner")


def _unchanged(stand_in: Any, inner: Any) -> None:
    """A stand-in holds the instance itself: whatever changed there has changed here."""


def _again(name: str, inner: Any) -> Any:
    """The stand-in of an unpickled instance."""
    outer: Optional[Callable[[Any], Any]] = _KNOWN.get(name)
    return inner if outer is None else outer(inner)
