"""Deserialises inputs that are not exact builtins: the inverse of structure.py."""

import importlib
import io
import itertools
from typing import Any, Callable, Dict, Iterator, List, Tuple

from ..target.names import defines, is_a, resolve
from . import tags
from .expression import Expressions
from .match_objects import matched


class Build:
    """The codec's callback for decoding. Raises whatever the named classes raise, and
    ValueError for an item that stands for no value."""

    def __init__(self, expressions: Expressions) -> None:
        self._expressions = expressions

    def __call__(self, tag: int, payload: Any) -> Any:
        maker = _MAKERS.get(tag)
        if maker is None:
            raise ValueError("no input can be made of tag %d" % tag)
        return maker(self, payload)

    def _expression(self, text: str) -> Any:
        return self._expressions.evaluate(text)

    def _name(self, name: str) -> Any:
        return resolve(name)

    def _module(self, name: str) -> Any:
        return importlib.import_module(name)

    def _memoryview(self, parts: List[Any]) -> memoryview:
        form, shape, readonly, data = parts
        view = memoryview(data if readonly else bytearray(data))
        if form == "B" and shape == [len(data)]:
            return view
        return view.cast(form) if len(shape) == 1 else view.cast(form, shape)

    def _subclass(self, parts: List[Any]) -> Any:
        name, value, attributes = parts
        cls = resolve(name)
        if defines(cls, "n_sequence_fields"):
            return cls(value, attributes or {})
        made = cls.__new__(cls, value)
        if is_a(made, list):
            list.extend(made, value)
        elif is_a(made, dict):
            for key in value:
                made[key] = value[key]
        elif is_a(made, set):
            set.update(made, value)
        elif is_a(made, bytearray):
            bytearray.extend(made, value)
        _set_attributes(made, attributes)
        return made

    def _exception(self, parts: List[Any]) -> Any:
        name, _bases, args, cause, context, notes, attributes, _message = parts
        made = resolve(name)(*args)
        made.__cause__, made.__context__ = cause, context
        made.__suppress_context__ = cause is not None
        if notes:
            made.__notes__ = list(notes)
        _set_attributes(made, attributes)
        return made

    def _iterator(self, parts: List[Any]) -> Iterator[Any]:
        """A one-shot iterator: of the named kind where it can be made, else a generator."""
        name, items, end = parts[0], parts[1:-1], parts[-1]
        if end is None:
            kind = _ITERATORS.get(name)
            if kind is not None:
                return kind(items)
        return _generate(items, end)

    def _object(self, parts: List[Any]) -> Any:
        name, form = parts[0], parts[1]
        if form == "reduce":
            return _rebuild(*parts[2:])
        if form == "parts" and name in _FROM_PARTS:
            return _FROM_PARTS[name](dict(zip(parts[2][::2], parts[2][1::2])))
        cls = resolve(name)
        if form == "namedtuple":
            return tuple.__new__(cls, parts[2][1::2])
        if form == "enum":
            return cls[parts[2]] if parts[2] in cls.__members__ else cls(parts[3])
        if form == "dataclass":
            made = object.__new__(cls)
            for field, value in zip(parts[2][::2], parts[2][1::2]):
                object.__setattr__(made, field, value)
            return made
        raise ValueError("unknown form %r" % (form,))


def _generate(items: List[Any], end: Any) -> Iterator[Any]:
    yield from items
    if isinstance(end, BaseException):
        raise end
    if end is Ellipsis:
        raise RuntimeError("the recorded iterator was longer than its record")


def _set_attributes(made: Any, attributes: Any) -> None:
    for name, value in (attributes or {}).items():
        if type(name) is str:
            object.__setattr__(made, name, value)
        else:
            made.__dict__[name] = value


def _rebuild(
    function: Callable[..., Any], args: Tuple[Any, ...], state: Any, listed: Any, mapped: Any
) -> Any:
    """What pickle does with the parts of a reduction."""
    made = function(*args)
    for value in listed or ():
        made.append(value)
    for key, value in (mapped or {}).items():
        made[key] = value
    if state is None:
        return made
    if hasattr(made, "__setstate__"):
        made.__setstate__(state)
        return made
    own, slots = state if isinstance(state, tuple) and len(state) == 2 else (state, None)
    if own:
        made.__dict__.update(own)
    _set_attributes(made, slots)
    return made


def _closed(buffer: Any) -> Any:
    buffer.close()
    return buffer


_ITERATORS: Dict[str, Callable[[List[Any]], Iterator[Any]]] = {
    "builtins:list_iterator": lambda items: iter(items),
    "builtins:tuple_iterator": lambda items: iter(tuple(items)),
    "builtins:map": lambda items: map(lambda item: item, items),
    "builtins:filter": lambda items: filter(lambda _: True, items),
    "builtins:reversed": lambda items: reversed(tuple(items[::-1])),
    "itertools:chain": lambda items: itertools.chain(items),
    "itertools:islice": lambda items: itertools.islice(items, None),
}
_FROM_PARTS: Dict[str, Callable[[Dict[str, Any]], Any]] = {
    "re:Match": matched,
    "io:StringIO": lambda _: _closed(io.StringIO()),
    "io:BytesIO": lambda _: _closed(io.BytesIO()),
}
_MAKERS: Dict[int, Callable[[Build, Any], Any]] = {
    tags.EXPR: Build._expression,
    tags.CLASS: Build._name,
    tags.FUNCTION: Build._name,
    tags.MODULE: Build._module,
    tags.MEMORYVIEW: Build._memoryview,
    tags.SUBCLASS: Build._subclass,
    tags.EXCEPTION: Build._exception,
    tags.ITERATOR: Build._iterator,
    tags.OBJECT: Build._object,
}
