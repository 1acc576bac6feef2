"""An adapter calls a function of the port's side the way callers of native's side do: arguments
are translated to the port's side, results, exceptions and changed arguments back."""

import functools
import types
from collections.abc import Iterator
from io import IOBase
from itertools import islice
from pickle import dumps, loads
from typing import Any, Callable, Dict, List, Optional, Tuple

from ..api.mappings import Mappings
from ..crossing import Leak
from .leaks import find_leak

_FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, functools.partial)
_CONTAINERS = (list, tuple, dict, set, frozenset)
_DEEPEST = 200
_MOST_PICKLED = 10_000


def across(function: Callable[..., Any], mappings: Mappings) -> Callable[..., Any]:
    """The function as native's side calls it: itself, where nothing is mapped."""
    if not mappings:
        return function

    @functools.wraps(function, updated=())
    def adapter(*args: Any, **kwargs: Any) -> Any:
        trip = Trip(mappings)
        inward = [trip.inward(each) for each in args]
        named = {name: trip.inward(each) for name, each in kwargs.items()}
        raised = None
        try:
            result = function(*inward, **named)
        except BaseException as error:
            raised = error
        trip.settle()
        if raised is None:
            return trip.checked(trip.outward(result), "result")
        raise trip.checked(trip.outward(raised), "exception")

    return adapter


class Trip:
    """One call: what crossed is remembered, so that an object comes back as itself."""

    def __init__(self, mappings: Mappings) -> None:
        self._mappings = mappings
        self._there: Dict[int, Tuple[Any, Any]] = {}  # id of native's -> (native's, port's)
        self._back: Dict[int, Tuple[Any, Any]] = {}  # id of the port's -> (port's, native's)
        self._copies: List[Tuple[Any, Any]] = []  # containers with something mapped in them

    def inward(self, value: Any) -> Any:
        return Carrier(self._inward_one, self._there, self._back, self._copies)(value)

    def outward(self, value: Any) -> Any:
        return Carrier(self._outward_one, self._back, self._there, None)(value)

    def checked(self, value: Any, place: str) -> Any:
        found = find_leak(value, self._mappings, place)
        if found is not None:
            raise Leak("%s is a %s, which no mapping translates" % found)
        return value

    def settle(self) -> None:
        """Carries back what the port changed in its arguments."""
        for native, port in list(self._there.values()):
            mapping = self._mappings.of_native(native)
            if mapping is not None and mapping.update is not None:
                mapping.update(native, port)
            elif mapping is not None:
                self._back.pop(id(port), None)  # it may have changed: translated anew
        for native, port in self._copies:
            self.checked(_refill(native, self.outward_items(port)), "argument")

    def outward_items(self, port: Any) -> Any:
        if type(port) is dict:
            return {self.outward(key): self.outward(item) for key, item in port.items()}
        return [self.outward(item) for item in port]

    # One object, not looked into: (is it mapped, what it is on the other side).

    def _inward_one(self, value: Any) -> Tuple[bool, Any]:
        singleton = self._mappings.stand_in(value)
        if singleton is not None:
            return True, self._mappings.instance(singleton)
        mapping = self._mappings.of_native(value)
        if mapping is not None:
            return True, mapping.to_port(value)
        owner = getattr(value, "__self__", None) if _is_method(value) else None
        if owner is not None and self._mappings.of_native(owner) is not None:
            return True, getattr(self.inward(owner), value.__name__)
        if isinstance(value, _FUNCTIONS):
            return True, self._called_inward(value)
        if _is_iterator(value):
            return True, Carried(value, self.inward)
        return False, None

    def _outward_one(self, value: Any) -> Tuple[bool, Any]:
        singleton = self._mappings.stood_for(value)
        if singleton is not None:
            return True, singleton.native
        mapping = self._mappings.of_port(value)
        if mapping is not None:
            return True, mapping.to_native(value)
        owner = getattr(value, "__self__", None) if _is_method(value) else None
        if owner is not None and self._mappings.of_port(owner) is not None:
            method = getattr(self.outward(owner), value.__name__, None)
            return (False, None) if method is None else (True, method)
        if _is_iterator(value):
            return True, Carried(value, lambda item: self.checked(self.outward(item), "item"))
        return False, None

    def _called_inward(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function of native's side, as the port's side calls it."""

        def called(*args: Any, **kwargs: Any) -> Any:
            named = {name: self.outward(each) for name, each in kwargs.items()}
            try:
                return self.inward(function(*map(self.outward, args), **named))
            except BaseException as error:
                raise self.inward(error)

        return called


class Carrier:
    """Carries a value over with all that is in it. What holds nothing mapped stays itself."""

    def __init__(
        self,
        one: Callable[[Any], Tuple[bool, Any]],
        known: Dict[int, Any],
        inverse: Dict[int, Any],
        copies: Optional[List[Any]],
    ) -> None:
        self._one = one
        self._known = known
        self._inverse = inverse
        self._copies = copies  # None: what is not a plain container is changed in place
        self._concerns: Dict[int, bool] = {}

    def __call__(self, value: Any, depth: int = 0) -> Any:
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        mapped, other = self._one(value)
        if mapped:
            self._remember(value, other)
            return other
        if depth > _DEEPEST or not self._concerned(value, 0):
            return value
        if type(value) in _CONTAINERS or _is_namedtuple(value):
            return self._container(value, depth + 1)
        self._inside(value, depth + 1)
        return value

    def _remember(self, value: Any, other: Any) -> None:
        self._known[id(value)] = (value, other)
        self._inverse[id(other)] = (other, value)

    def _concerned(self, value: Any, depth: int) -> bool:
        """Whether anything in the value is mapped."""
        key = id(value)
        if key not in self._concerns and depth < _DEEPEST:
            self._concerns[key] = False
            self._concerns[key] = any(
                id(part) in self._known or self._is_mapped(part) or self._concerned(part, depth + 1)
                for part in _parts(value)
            )
        return self._concerns.get(key, False)

    def _is_mapped(self, value: Any) -> bool:
        mapped, other = self._one(value)
        if mapped:
            self._remember(value, other)
        return mapped

    def _container(self, value: Any, depth: int) -> Any:
        if isinstance(value, tuple):
            items = [self(item, depth) for item in value]
            return tuple(items) if type(value) is tuple else tuple.__new__(type(value), items)
        if isinstance(value, frozenset):
            return frozenset(self(item, depth) for item in value)
        other: Any = type(value)()
        self._remember(value, other)
        if self._copies is not None:
            self._copies.append((value, other))
        if type(value) is dict:
            other.update((self(key, depth), self(item, depth)) for key, item in value.items())
        elif type(value) is list:
            other.extend(self(item, depth) for item in value)
        else:
            other.update(self(item, depth) for item in value)
        return other

    def _inside(self, value: Any, depth: int) -> None:
        """Exceptions, and objects with attributes or items of their own, on their way out."""
        self._known[id(value)] = (value, value)
        if self._copies is not None:
            return
        if isinstance(value, BaseException):
            value.args = tuple(self(item, depth) for item in value.args)
            value.__cause__ = self(value.__cause__, depth)
            value.__context__ = self(value.__context__, depth)
        if isinstance(value, list):
            list.__setitem__(value, slice(None), [self(item, depth) for item in list.__iter__(value)])
        elif isinstance(value, dict):
            items = {self(key, depth): self(item, depth) for key, item in dict.items(value)}
            _refill(value, items)
        for name, item in list(getattr(value, "__dict__", {}).items()):
            other = self(item, depth)
            if other is not item:
                object.__setattr__(value, name, other)


class Carried(Iterator):  # type: ignore[type-arg]  # takes no argument in Python 3.8
    """An iterator of the other side, item by item."""

    def __init__(self, inner: Any, carry: Callable[[Any], Any]) -> None:
        self._inner = inner
        self._carry = carry

    def __reduce__(self) -> Tuple[Any, ...]:
        """As far as the iterator itself can be pickled."""
        copy = loads(dumps(self._inner))
        return iter, ([self._carry(item) for item in islice(copy, _MOST_PICKLED)],)

    def __next__(self) -> Any:
        try:
            item = next(self._inner)
        except StopIteration:
            raise
        except BaseException as error:
            raise self._carry(error)
        return self._carry(item)


def _refill(native: Any, items: Any) -> Any:
    """Puts the items into the container, unless they are in it already."""
    if isinstance(native, list):
        if len(native) != len(items) or any(a is not b for a, b in zip(native, items)):
            list.__setitem__(native, slice(None), items)
    elif isinstance(native, dict):
        flat = [part for pair in items.items() for part in pair]
        held = [part for pair in dict.items(native) for part in pair]
        if len(flat) != len(held) or any(a is not b for a, b in zip(flat, held)):
            dict.clear(native)
            dict.update(native, items)
    elif set(map(id, native)) != set(map(id, items)):
        native.clear()
        native.update(items)
    return native


def _parts(value: Any) -> List[Any]:
    """What a value directly holds that may be mapped."""
    parts: List[Any] = []
    if isinstance(value, dict):
        parts += [part for pair in dict.items(value) for part in pair]
    elif isinstance(value, (list, tuple, set, frozenset)):
        parts += list(value)
    if isinstance(value, BaseException):
        parts += [*value.args, value.__cause__, value.__context__]
    if not isinstance(value, (type, types.ModuleType, *_FUNCTIONS)):
        parts += list(getattr(value, "__dict__", {}).values())
    return parts


def _is_method(value: Any) -> bool:
    return isinstance(value, (types.MethodType, types.BuiltinMethodType)) and hasattr(
        value, "__self__"
    )


def _is_iterator(value: Any) -> bool:
    return isinstance(value, Iterator) and not isinstance(value, (IOBase, Carried))


def _is_namedtuple(value: Any) -> bool:
    return isinstance(value, tuple) and hasattr(type(value), "_fields")
