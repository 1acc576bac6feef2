"""Registrations: what a Python module says of the ports it holds.

    import lockstep

    @lockstep.port_of("heapq:nsmallest", args="n: Annotated[int, Ge(0), Le(30)], values: list[int]")
    def nsmallest(n, values): ...

    @lockstep.singleton(any, args="values: list[bool]")
    class Any:
        def __call__(self, values): ...

    @lockstep.mapping(Fraction, Ratio, values="tuple[int, Annotated[int, Ge(1)]]",
                      make=lambda pair: Fraction(*pair), operations={"__add__": "other: Self"})
    class Ratios:
        def to_port(native): ...
        def to_native(port): ...

``lockstep check mypkg.ports`` checks them; ``[lockstep] registrations`` lists such modules.
"""

import importlib
import sys
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Type, TypeVar, Union

from ..worker.target.loader import load_module
from .mappings import (
    Mapping,
    Mappings,
    Singleton,
    made_positions,
    name_of_class,
    operation_arguments,
    translator,
)

Port = TypeVar("Port", bound=Callable[..., Any])
Class = TypeVar("Class", bound=type)
Law = Dict[str, str]  # {"law": "aliasing", "reason": "documented: returns a view"}


class Place(NamedTuple):
    module: str
    file: str
    line: int


class Registered(NamedTuple):
    """One port, as [[port]] would say it."""

    place: Place
    table: Dict[str, Any]
    law: str  # of translation, or empty


class Known(NamedTuple):
    module: str
    mapping: Union[Mapping, Singleton]


PORTS: List[Registered] = []
MAPPINGS: List[Known] = []


def port_of(
    native: Any,
    *,
    args: Optional[str] = None,
    contract: Optional[Dict[str, Any]] = None,
    except_laws: Sequence[Law] = (),
    assume: Optional[str] = None,
    cases: Optional[int] = None,
    examples: Optional[bool] = None,
    name: Optional[str] = None,
    init: Optional[str] = None,
    operations: Optional[Dict[str, str]] = None,
    observe: Optional[str] = None
) -> Callable[[Port], Port]:
    """The decorated function, or class, stands for ``native``: an object, or its name,
    ``module:qualname``.

    The keywords are the keys of a [[port]]; ``args`` is the parameter list as in a ``def``, and
    without it the inputs are inferred. Of a class whose instances have a state: ``init`` is the
    parameter list of the constructor, ``operations`` that of each operation, ``observe`` an
    expression over an instance ``o``."""
    table = {
        "native": name_of(native),
        "args": args,
        "contract": contract,
        "except_laws": list(except_laws) or None,
        "assume": assume,
        "cases": cases,
        "examples": examples,
        "name": name,
        "init": init,
        "operations": operations,
        "observe": observe,
    }
    place = _place()

    def register(port: Port) -> Port:
        _add(place, {**table, "port": name_of(port)})
        return port

    return register


def singleton(
    native: Any,
    *,
    args: Optional[str] = None,
    contract: Optional[Dict[str, Any]] = None,
    except_laws: Sequence[Law] = (),
    cases: Optional[int] = None
) -> Callable[[Class], Class]:
    """Instances of the decorated class, made without arguments, stand for the object ``native``
    wherever it is passed, and are it again wherever they come back. Where it can be called, calls
    go through the instance and are checked, with arguments drawn from ``args``."""
    place = _place()

    def register(port: Class) -> Class:
        if not isinstance(port, type):
            raise TypeError("singleton() decorates a class, not %r" % (port,))
        MAPPINGS.append(Known(place.module, Singleton(_object(native), port)))
        if callable(_object(native)):
            laws = list(except_laws) or None
            table = {"native": name_of(native), "args": args, "contract": contract}
            _add(place, {**table, "port": name_of(port), "except_laws": laws, "cases": cases})
        return port

    return register


def mapping(
    native: type,
    port: Optional[type] = None,
    *,
    values: str,
    make: Optional[Callable[[Any], Any]] = None,
    operations: Optional[Dict[str, str]] = None,
    contract: Optional[Dict[str, Any]] = None,
    except_laws: Sequence[Law] = (),
    cases: Optional[int] = None
) -> Callable[[Class], Class]:
    """The decorated class translates objects of ``native`` to ``port`` (itself, where absent) and
    back: ``to_port(native)``, ``to_native(port)``, and, where values are changed in place,
    ``update(native, port)``, which carries a change back.

    ``values`` is the domain that native values are drawn from; ``make`` makes one of what was
    drawn. ``operations`` are methods of both classes with their parameters: ``Self`` is a further
    value of the class. The laws of translation are checked, and each operation on both sides."""
    place = _place()
    if not isinstance(native, type):
        raise TypeError("mapping() takes a class, not %r: for one object, singleton()" % (native,))

    def register(holder: Class) -> Class:
        side = port or holder
        asked = dict(operations or {})
        update = translator(holder, "update", 2) if hasattr(holder, "update") and port else None
        known = Mapping(
            native,
            side,
            translator(holder, "to_port"),
            translator(holder, "to_native"),
            update,
            make,
            {each: made_positions(text) for each, text in asked.items()},
            name_of_class(holder),
        )
        MAPPINGS.append(Known(place.module, known))
        laws = list(except_laws) or None
        both = {"except_laws": laws, "cases": cases, "examples": False}
        own = {"native": name_of(native), "port": name_of(holder), "args": "value: " + values}
        _add(place, {**own, **both}, "translation-round-trip")
        for each, text in asked.items():
            pair = {"native": _method(native, each), "port": _method(side, each)}
            full = {**pair, "args": operation_arguments(text, values), "contract": contract}
            _add(place, {**full, **both}, "commutes")
        return holder

    return register


def mappings_of(modules: Sequence[str]) -> Mappings:
    """Imports the modules; their mappings and singletons. Raises LoadFailed."""
    for module in modules:
        load_module(module)
    known = [each.mapping for each in MAPPINGS if each.module in modules]
    return Mappings(
        [each for each in known if isinstance(each, Mapping)],
        [each for each in known if isinstance(each, Singleton)],
    )


def name_of(value: Any) -> str:
    """``module:qualname`` of an object that this name reaches. Raises TypeError."""
    if isinstance(value, str):
        if value.count(":") != 1:
            raise TypeError("%r is not of the form module:qualname" % value)
        return value
    module, qualname = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if not (isinstance(module, str) and isinstance(qualname, str)):
        raise TypeError("%r has no name: write it as 'module:qualname'" % (value,))
    if module == "__main__" or "<" in qualname:
        raise TypeError("%s of %s cannot be imported by its name" % (qualname, module))
    return "%s:%s" % (module, qualname)


def _object(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    module, _, qualname = name_of(value).partition(":")
    found = importlib.import_module(module)
    for part in qualname.split("."):
        found = getattr(found, part)
    return found


def _method(cls: Type[Any], name: str) -> str:
    if not hasattr(cls, name):
        raise TypeError("%s has no operation %r" % (cls.__qualname__, name))
    return "%s.%s" % (name_of(cls), name)


def _place() -> Place:
    """Where the caller of the caller stands."""
    frame = sys._getframe(2)
    return Place(frame.f_globals.get("__name__", ""), frame.f_code.co_filename, frame.f_lineno)


def _add(place: Place, table: Dict[str, Any], law: str = "") -> None:
    said = {key: value for key, value in table.items() if value is not None}
    PORTS.append(Registered(place, said, law))
