"""The two sides of a port, as a law looks at them: what is called in the place of native, and what
in the place of the port. The worker and the scripts of findings ask here."""

import copy
import functools
from typing import Any, Callable, Dict, List, Sequence, Tuple

from .api.mappings import Mapping, Mappings
from .api.registry import mappings_of
from .shipping.language import forbidden
from .translation.class_adapter import class_across
from .translation.function_adapter import across
from .translation.sharing import shared
from .worker.target.loader import load

_SHIPPING = ("independence", "shippable", "subset")


def side(
    target: str,
    role: str = "port",
    law: str = "",
    modules: Sequence[str] = (),
    subset: Sequence[str] = (),
    other: str = "",
    stateful: bool = False,
) -> Callable[..., Any]:
    """What stands for ``target`` ("module:qualname") in the role of "native" or "port". Under a
    law of shipping the target is the port in both roles, and ``other``, in the role of the port,
    names native. ``stateful``: it is a class, of which sequences are played. Raises LoadFailed."""
    if law == "subset":
        if role != "port":
            return _nothing
        return functools.partial(forbidden, target, tuple(subset))
    if law in _SHIPPING and role == "port":
        from .shipping.relocation import relocated  # imports what is refused to others

        return relocated(target, law, modules, other)
    mappings = mappings_of(modules)
    if law == "commutes":
        return _operation(target, role, mappings)
    mapping = mappings.named(target) if law and law not in _SHIPPING else None
    if mapping is not None:
        return _LAWS[law, role](mapping)
    found: Callable[..., Any] = load(target).value
    if role == "native" and law not in _SHIPPING:
        return found
    if stateful and isinstance(found, type):
        return class_across(found, mappings)
    return across(mappings.called(found), mappings)


def _operation(target: str, role: str, mappings: Mappings) -> Callable[..., Any]:
    function: Callable[..., Any] = load(target).value
    known = mappings.operation(target)
    if role == "port":
        function = across(function, mappings)
    if known is None or known[0].make is None:
        return function
    mapping, places = known[0], known[0].operations[known[1]]

    @functools.wraps(function, updated=())
    def operation(*args: Any, **kwargs: Any) -> Any:
        made = [mapping.made(each) if i in places else each for i, each in enumerate(args)]
        result = function(*made, **kwargs)
        # What is changed in place was made here: nobody else would see it.
        return result if mapping.update is None else (result, made[0])

    return operation


def _nothing() -> List[Any]:
    return []


def _itself(mapping: Mapping) -> Callable[..., Any]:
    def itself(value: Any) -> Any:
        made = mapping.made(value)
        # An argument that is returned is an alias, and a translation is none.
        return copy.deepcopy(made) if isinstance(made, (list, dict, set, bytearray)) else made

    return itself


def _there_and_back(times: int, mapping: Mapping) -> Callable[..., Any]:
    def there_and_back(value: Any) -> Any:
        native = mapping.made(value)
        for _ in range(times):
            native = mapping.to_native(mapping.to_port(native))
        return native

    return there_and_back


def _shares_nothing(_: Mapping) -> Callable[..., Any]:
    return lambda value: []


def _shares(mapping: Mapping) -> Callable[..., Any]:
    def shares(value: Any) -> Any:
        native = mapping.made(value)
        port = mapping.to_port(native)
        back = mapping.to_native(port)
        return [
            *shared(native, port, ("native", "port")),
            *shared(port, back, ("port", "what came back")),
        ]

    return shares


_LAWS: Dict[Tuple[str, str], Callable[[Mapping], Callable[..., Any]]] = {
    ("translation-round-trip", "native"): _itself,
    ("translation-round-trip", "port"): functools.partial(_there_and_back, 1),
    ("idempotence", "native"): functools.partial(_there_and_back, 1),
    ("idempotence", "port"): functools.partial(_there_and_back, 2),
    ("no-sharing", "native"): _shares_nothing,
    ("no-sharing", "port"): _shares,
}
