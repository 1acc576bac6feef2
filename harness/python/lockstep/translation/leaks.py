"""Finds objects of the port's side in what is about to reach a caller."""

import functools
import types
from typing import Any, Iterator, List, Optional, Set, Tuple

from ..api.mappings import Mappings, name_of_class

_MOST = 100_000
_ADAPTER = __name__.rpartition(".")[0] + ".function_adapter"  # its iterators check what they give
_OPAQUE = (type, types.ModuleType, str, bytes, bytearray, int, float, complex, type(None))


def find_leak(value: Any, mappings: Mappings, place: str) -> Optional[Tuple[str, str]]:
    """Where the first one is, nearest to the outside, and its class; None where there is none."""
    seen: Set[int] = set()
    level: List[Tuple[str, Any]] = [(place, value)]
    while level and len(seen) < _MOST:
        deeper: List[Tuple[str, Any]] = []
        for where, each in level:
            if isinstance(each, _OPAQUE) or id(each) in seen:
                continue
            seen.add(id(each))
            if mappings.is_of_port(each):
                return where, name_of_class(type(each))
            deeper += [(where + step, part) for step, part in _steps(each)]
        level = deeper
    return None


def _steps(value: Any) -> Iterator[Tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in list(dict.items(value)):
            yield ".keys()", key
            yield "[%s]" % _short(key), item
    elif isinstance(value, (list, tuple)):
        yield from (("[%d]" % i, item) for i, item in enumerate(tuple(value)))
    elif isinstance(value, (set, frozenset)):
        yield from ((".pop()", item) for item in tuple(value))
    elif isinstance(value, types.FunctionType):
        yield from ((".__closure__", _content(cell)) for cell in value.__closure__ or ())
        yield from ((".__defaults__", item) for item in value.__defaults__ or ())
    elif isinstance(value, (types.MethodType, types.BuiltinMethodType)):
        yield ".__self__", value.__self__
    elif isinstance(value, functools.partial):
        yield ".func", value.func
        yield from ((".args", item) for item in value.args)
        yield from ((".keywords", item) for item in value.keywords.values())
    if isinstance(value, BaseException):
        yield from ((".args[%d]" % i, item) for i, item in enumerate(value.args))
        yield ".__cause__", value.__cause__
        yield ".__context__", value.__context__
    if not isinstance(value, types.FunctionType) and type(value).__module__ != _ADAPTER:
        yield from (("." + str(name), item) for name, item in _attributes(value))


def _attributes(value: Any) -> List[Tuple[str, Any]]:
    found = list(getattr(value, "__dict__", {}).items())
    for cls in type(value).__mro__:
        slots = vars(cls).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if isinstance(vars(cls).get(name), types.MemberDescriptorType):
                try:
                    found.append((name, getattr(value, name)))
                except Exception:
                    pass  # a slot that is empty
    return found


def _content(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return None


def _short(key: Any) -> str:
    return repr(key) if type(key) in (str, int) and len(repr(key)) < 40 else "..."
