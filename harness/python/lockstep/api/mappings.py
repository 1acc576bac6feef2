"""Mappings: which class, or which object, of the port's side stands for one of native's."""

import inspect
import re
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, Optional, Tuple, Union


class Mapping(NamedTuple):
    """A class of native's, the port's class, and the way from one to the other and back."""

    native: type
    port: type
    to_port: Callable[[Any], Any]
    to_native: Callable[[Any], Any]
    update: Optional[Callable[[Any, Any], None]]  # carries what the port changed back to native
    make: Optional[Callable[[Any], Any]]  # a native value of what was drawn
    operations: Dict[str, Tuple[int, ...]]  # name -> positions of what `make` makes
    name: str  # of the class that was registered

    def made(self, drawn: Any) -> Any:
        return drawn if self.make is None else self.make(drawn)


class Singleton(NamedTuple):
    """One object of native's, and the class whose instances stand for it."""

    native: Any
    port: type


class Mappings:
    """Those of some modules. The nearest class of an object's ``__mro__`` decides."""

    def __init__(self, mappings: Iterable[Mapping], singletons: Iterable[Singleton]) -> None:
        self.mappings: List[Mapping] = list(mappings)
        self.singletons: List[Singleton] = list(singletons)
        self._from_native = {mapping.native: mapping for mapping in self.mappings}
        self._from_port = {mapping.port: mapping for mapping in self.mappings}
        self._instances: Dict[type, Any] = {}

    def __bool__(self) -> bool:
        return bool(self.mappings or self.singletons)

    def of_native(self, value: Any) -> Optional[Mapping]:
        return _nearest(type(value), self._from_native)

    def of_port(self, value: Any) -> Optional[Mapping]:
        return _nearest(type(value), self._from_port)

    def stand_in(self, value: Any) -> Optional[Singleton]:
        """The singleton that the native value is."""
        return next((each for each in self.singletons if each.native is value), None)

    def stood_for(self, value: Any) -> Optional[Singleton]:
        """The singleton whose instance the value of the port's side is."""
        return next((each for each in self.singletons if each.port is type(value)), None)

    def instance(self, singleton: Singleton) -> Any:
        """Always the same one: identity is what a singleton has."""
        if singleton.port not in self._instances:
            self._instances[singleton.port] = singleton.port()
        return self._instances[singleton.port]

    def called(self, found: Any) -> Any:
        """What is called: the object itself, or the instance of a singleton's class."""
        known = (each for each in self.singletons if each.port is found)
        return next(map(self.instance, known), found)

    def is_of_port(self, value: Any) -> bool:
        """Whether the value is of the port's side: of a mapped class, or of another class of
        its module. Exceptions and enumerations are compared by what they are."""
        cls = type(value)
        if self.of_port(value) is not None or self.stood_for(value) is not None:
            return True
        if self.of_native(value) is not None or issubclass(cls, BaseException):
            return False
        known: List[Union[Mapping, Singleton]] = [*self.mappings, *self.singletons]
        homes = {each.port.__module__ for each in known}
        return cls.__module__ in homes - {"builtins"} and not issubclass(cls, type)

    def named(self, target: str) -> Optional[Mapping]:
        """The mapping that the name of native's class, or of the registered class, means."""
        names = {name_of_class(each.native): each for each in self.mappings}
        names.update({each.name: each for each in self.mappings})
        return names.get(target)

    def operation(self, target: str) -> Optional[Tuple[Mapping, str]]:
        """The mapping, and the operation of either side's class, that a name means."""
        owner, _, name = target.rpartition(".")
        for each in self.mappings:
            owners = (name_of_class(each.native), name_of_class(each.port))
            if name in each.operations and owner in owners:
                return each, name
        return None


def _nearest(cls: type, known: Dict[type, Mapping]) -> Optional[Mapping]:
    return next((known[base] for base in cls.__mro__ if base in known), None)


def name_of_class(cls: type) -> str:
    return "%s:%s" % (cls.__module__, cls.__qualname__)


def translator(holder: type, name: str, operands: int = 1) -> Callable[..., Any]:
    """The function of the registered class: a static or class method, a plain function of the
    operands, or a method of an instance that is made without arguments."""
    function: Optional[Callable[..., Any]] = getattr(holder, name, None)
    if not callable(function):
        raise TypeError("%s has no %s()" % (holder.__qualname__, name))
    if not inspect.isfunction(inspect.getattr_static(holder, name)):
        return function
    taken = [each for each in inspect.signature(function).parameters.values()
             if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD]
    if len(taken) <= operands:
        return function
    bound: Callable[..., Any] = getattr(holder(), name)
    return bound


_SELF = re.compile(r"\bSelf\b")


def operation_arguments(text: str, values: str) -> str:
    """The parameter list of an operation, its operand first, with Self spelled out."""
    rest = ", " + text if text.strip() else ""
    return "self: %s%s" % (values, _SELF.sub(lambda _: values, rest))


def made_positions(text: str) -> Tuple[int, ...]:
    """Which arguments of an operation are values of the mapped class: those declared as Self."""
    places, depth, part, position = [0], 0, "", 1
    for letter in text + ",":
        depth += (letter in "([{") - (letter in ")]}")
        if letter != "," or depth:
            part += letter
            continue
        if part.partition(":")[2].strip() == "Self":
            places.append(position)
        part, position = "", position + 1
    return tuple(places)
