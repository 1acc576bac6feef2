"""Serialises objects that are not exact builtins: takes them apart as FORMAT.md says.

User code runs here (``__reduce_ex__``, ``__next__``, ``__str__``, properties); whatever it raises becomes
part of the structure or the reason of an Unencodable, never an exception of ours. Nothing here
calls hash() or compares with ``==``.
"""

import copyreg
import io
import sys
from collections import defaultdict
from types import (
    BuiltinFunctionType,
    FunctionType,
    MethodType,
    ModuleType,
)
from typing import Any, Callable, Dict, List, Optional, Tuple

from ..target.addresses import without_addresses
from ..target.names import class_name, defines, is_a, mro, reachable
from . import tags
from .dict_views import view
from .encoder import Encoder
from .identity import known_as
from .item import Item, Structured, Unencodable
from .standard import standard
from .user_codecs import Codecs

__all__ = ["Item", "Structure", "Unencodable"]

_WrapperType = type(len.__call__)  # type: ignore[operator]  # typeshed: a function has none
_METHOD_DESCRIPTORS = {
    id(type(sample))
    for sample in (str.join, dict.__dict__["fromkeys"], object.__init__, int.real, dict.fromkeys)
}
_BOUND = (BuiltinFunctionType, MethodType, _WrapperType)
_FUNCTIONS = {id(FunctionType), id(BuiltinFunctionType), id(MethodType), id(_WrapperType)}
_FUNCTIONS |= _METHOD_DESCRIPTORS
_NEW_OBJECT = copyreg.__newobj__  # type: ignore[attr-defined]  # typeshed: not there
_HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE, in every interpreter
# Builtin bases in the order in which they are looked for, each with its exact copy.
_EXACT = (
    (int, lambda v: int.__add__(v, 0)),
    (float, float.__pos__),
    (complex, complex.__pos__),
    (str, lambda v: str.__getitem__(v, slice(None))),
    (bytes, lambda v: bytes(memoryview(v))),
    (bytearray, lambda v: bytearray(memoryview(v))),
    (list, lambda v: [*list.__iter__(v)]),
    (tuple, lambda v: (*tuple.__iter__(v),)),
    (dict, lambda v: _exact_dict(v)),
    (set, lambda v: {*set.__iter__(v)}),
    (frozenset, lambda v: frozenset([*frozenset.__iter__(v)])),
)
_PLAIN = frozenset(map(id, (type(None), bool, int, float, str, bytes)))
_SLOTS = {OSError: ("filename", "filename2"), ImportError: ("name", "path")}


def _registered(cls: type) -> Any:
    """The reducer that copyreg has for a class, found without hashing it."""
    for known, reducer in list(copyreg.dispatch_table.items()):
        if known is cls:
            return reducer
    return None


def _exact_dict(value: Any) -> Dict[Any, Any]:
    for cls in mro(type(value)):
        if class_name(cls) == "collections:OrderedDict":
            ordered: Any = cls
            return dict(ordered.items(value))
    return dict.copy(value)


def attributes(value: Any) -> Dict[str, Any]:
    """``__dict__`` and slots by name, in order; what cannot be read is left out."""
    found: Dict[str, Any] = {}
    if defines(type(value), "__dict__"):
        try:
            own = object.__getattribute__(value, "__dict__")
        except AttributeError:
            own = None
        if type(own) is dict:
            for name, item in list(own.items()):
                found[name] = item
    for cls in reversed(mro(type(value))):
        names = vars(cls).get("__slots__", ())
        for name in (names,) if type(names) is str else tuple(names):
            if name not in ("__dict__", "__weakref__") and name not in found:
                try:
                    found[name] = object.__getattribute__(value, name)
                except AttributeError:
                    pass
    if is_a(value, defaultdict):
        found["default_factory"] = defaultdict.__dict__["default_factory"].__get__(value)
    if defines(type(value), "n_sequence_fields"):
        return dict(value.__reduce__()[1][1])
    return found


def _is_buffer(value: Any) -> bool:
    """What can be read line by line, and has a position."""
    return is_a(value, io.StringIO) or is_a(value, io.BytesIO)


def message_of(exception: BaseException) -> str:
    """str() of an exception, without addresses, whatever its ``__str__`` does."""
    try:
        text = str(exception)
    except BaseException as error:
        return "<str raised %s>" % class_name(type(error))
    return without_addresses(text)


def exception_bases(cls: type) -> List[str]:
    """The classes above it, up to and with BaseException."""
    return [known_as(base) for base in mro(cls)[1:] if base is not object]


def _guarded(step: Callable[[Any], Structured], value: Any) -> Structured:
    try:
        return step(value)
    except Unencodable:
        raise
    except BaseException as error:
        name = known_as(type(value))
        raise Unencodable("%s: %s" % (name, class_name(type(error)))) from None


class Structure:
    """The callback of the codec. Remembers what iterators yielded, for a value is encoded more
    than once (exact, projected, as an argument) and an iterator speaks once: ``forget`` before
    each case."""

    def __init__(self, bound: int = 64, codecs: Optional[Codecs] = None) -> None:
        self._bound = bound
        self._codecs = codecs
        self._drained: Dict[int, Tuple[Any, Structured]] = {}
        self._telling = False

    def forget(self) -> None:
        self._drained.clear()

    def use_up(self) -> None:
        """Of what a result has yielded, an argument that it came from has nothing left."""
        for key, (value, (tag, payload)) in self._drained.items():
            end = Ellipsis if payload.payload[-1] is Ellipsis else None
            self._drained[key] = (value, (tag, Item.array([payload.payload[0], end])))

    def __call__(self, value: Any) -> Structured:
        return _guarded(self._apart, value)

    def ordinary(self, value: Any) -> Structured:
        """As a class of anybody's that does the same would be taken apart, where that goes."""
        cls = type(value)
        if standard(value, cls) is None or (self._codecs and self._codecs(value, cls, self)):
            return self(value)
        try:
            return _guarded(lambda _: self._by_reduce(value, cls), value)
        except Unencodable:
            return self(value)

    def _apart(self, value: Any) -> Structured:
        cls = type(value)
        key = id(cls)
        if is_a(value, type):
            return tags.CLASS, known_as(value)
        if is_a(value, ModuleType):
            return tags.MODULE, _module(value)
        if key in _FUNCTIONS:
            return self._function(value)
        if is_a(value, BaseException):
            return self._exception(value)
        if cls is memoryview:
            return self._memoryview(value)
        if self._codecs is not None:
            told = self._codecs(value, cls, self)
            if told is not None:
                return told
        special = self._special(value, cls)
        if special is not None:
            return special
        return self._by_reduce(value, cls)

    def _special(self, value: Any, cls: type) -> Optional[Structured]:
        if defines(cls, "_member_map_") and defines(cls, "_value2member_map_"):
            return self._enum(value, cls)
        if is_a(value, tuple) and defines(cls, "_fields") and defines(cls, "_make"):
            return self._namedtuple(value, cls)
        for base, exact in _EXACT:
            if is_a(value, base):
                return self._subclass(value, cls, exact)
        if defines(cls, "__dataclass_fields__"):
            return self._dataclass(value, cls)
        known = view(value, cls) or standard(value, cls)
        if known is not None:
            return known
        if defines(cls, "__next__") and defines(cls, "__iter__") and not _is_buffer(value):
            return self._iterator(value, cls)
        return None

    def _function(self, value: Any) -> Structured:
        module = getattr(value, "__module__", None)
        qualname = getattr(value, "__qualname__", None)
        owner: Any = getattr(value, "__objclass__", None) or getattr(value, "__self__", None)
        if is_a(owner, type):
            home, _, inner = known_as(owner).partition(":")
            name = reachable(home, inner, owner)
            if name is not None and type(qualname) is str:
                module, inner = name.split(":", 1)
                name = reachable(module, inner + "." + qualname.rpartition(".")[2], value)
            if name is not None:
                return tags.FUNCTION, name
        name = reachable(module, qualname, value)
        if name is None and module is None:  # a builtin class's method, where it is a function
            name = reachable("builtins", qualname, value)
        if name is not None:
            return tags.FUNCTION, name
        if type(value) in _BOUND:
            owner, method = value.__self__, getattr(value, "__name__", None)
            if owner is not None and type(method) is str and not is_a(owner, ModuleType):
                payload = [known_as(type(value)), "reduce", getattr, (owner, method)]
                return tags.OBJECT, Item.array(payload + [None, None, None])
        raise Unencodable("function %s, which its name does not reach" % (qualname,))

    def _memoryview(self, value: memoryview) -> Structured:
        try:
            parts = [value.format, Item.array(list(value.shape or ())), value.readonly, value.tobytes()]
        except ValueError:
            raise Unencodable("released memoryview") from None
        return tags.MEMORYVIEW, Item.array(parts)

    def _exception(self, value: BaseException) -> Structured:
        found = attributes(value)
        notes = found.pop("__notes__", None)
        for base, names in _SLOTS.items():
            if is_a(value, base):
                for name in names:
                    item = getattr(value, name, None)
                    if item is not None:
                        found[name] = item
        args = BaseException.__dict__["args"].__get__(value)
        context = None if value.__suppress_context__ else value.__context__
        payload = [
            known_as(type(value)),
            Item.array(exception_bases(type(value))),
            tuple(without_addresses(a) if type(a) is str else self._told(a) for a in args),
            value.__cause__,
            context,
            list(notes) if is_a(notes, list) else [],
            {name: self._told(item) for name, item in found.items()},
            message_of(value),
        ]
        return tags.EXCEPTION, Item.array(payload)

    def _told(self, item: Any) -> Any:
        """What hangs on an exception, or why it has no encoding: the exception itself has one."""
        if self._telling or id(type(item)) in _PLAIN:
            return item
        self._telling = True
        try:
            Encoder(self).encode(item)
        except Unencodable as error:
            return "unencodable: " + error.reason
        finally:
            self._telling = False
        return item

    def _enum(self, value: Any, cls: type) -> Structured:
        name = vars(value).get("_name_")
        payload = [known_as(cls), "enum", name if type(name) is str else ""]
        return tags.OBJECT, Item.array(payload + [vars(value).get("_value_")])

    def _namedtuple(self, value: Tuple[Any, ...], cls: Any) -> Structured:
        flat: List[Any] = []
        for name, item in zip(cls._fields, tuple.__iter__(value)):
            flat += [name, item]
        return tags.OBJECT, Item.array([known_as(cls), "namedtuple", Item.array(flat)])

    def _dataclass(self, value: Any, cls: Any) -> Structured:
        flat: List[Any] = []
        for name, field in cls.__dataclass_fields__.items():
            if getattr(field, "_field_type", None) is not _FIELD():
                continue
            try:
                flat += [name, getattr(value, name)]
            except BaseException:
                continue
        return tags.OBJECT, Item.array([known_as(cls), "dataclass", Item.array(flat)])

    def _subclass(self, value: Any, cls: type, exact: Any) -> Structured:
        payload = [known_as(cls), exact(value), attributes(value) or None]
        return tags.SUBCLASS, Item.array(payload)

    def _iterator(self, value: Any, cls: type) -> Structured:
        known = self._drained.get(id(value))
        if known is not None:
            return known[1]
        items: List[Any] = [known_as(cls)]
        end: Any = None
        try:
            while True:
                if len(items) > self._bound:
                    end = Ellipsis
                    break
                items.append(next(value))
        except StopIteration as stop:
            # What a generator returns; to loop over it would not show that.
            end = None if stop.value is None else stop
        except BaseException as error:
            end = error
        structured = (tags.ITERATOR, Item.array(items + [end]))
        self._drained[id(value)] = (value, structured)
        return structured

    def _by_reduce(self, value: Any, cls: Any) -> Structured:
        name = known_as(cls)
        try:
            reducer = _registered(cls)
            # By the class: an object that stands for another passes on what it is asked.
            parts = reducer(value) if reducer else cls.__reduce_ex__(value, 4)
        except BaseException as error:
            raise Unencodable("%s: %s" % (name, class_name(type(error)))) from None
        if type(parts) is str:
            found = reachable(getattr(value, "__module__", None), parts, value)
            if found is None:
                raise Unencodable("%s, which its name does not reach" % name)
            return tags.FUNCTION, found
        if not is_a(parts, tuple) or not 2 <= len(parts) <= 6 or not is_a(parts[1], tuple):
            raise Unencodable("%s: __reduce_ex__ gave no recipe" % name)
        if parts[0] is _NEW_OBJECT and _hides_state(cls):
            raise Unencodable("%s, whose state is out of sight" % name)
        return tags.OBJECT, self._recipe(name, tuple(parts))

    def _recipe(self, name: str, parts: Tuple[Any, ...]) -> Item:
        function, args, state, listed, mapped = (parts + (None,) * 3)[:5]
        try:
            listed = None if listed is None else list(listed)
            pairs = None if mapped is None else [part for pair in mapped for part in pair]
        except BaseException as error:
            raise Unencodable("%s: %s" % (name, class_name(type(error)))) from None
        mapping = None if pairs is None else Item(tags.DICT, Item.array(pairs))
        return Item.array([name, "reduce", function, args, state, listed, mapping])


def _hides_state(cls: type) -> bool:
    """Whether ``object.__reduce_ex__`` left out what only the interpreter sees. CPython would have
    refused."""
    bases = [base for base in mro(cls) if base is not object]
    return (
        sys.implementation.name != "cpython"
        and any(not base.__flags__ & _HEAP_TYPE for base in bases)
        and not any("__getstate__" in vars(base) for base in bases)
    )


def _FIELD() -> Any:
    """The mark of a dataclass field proper; dataclasses is imported, for a dataclass exists."""
    return getattr(sys.modules.get("dataclasses"), "_FIELD", None)


def _module(value: ModuleType) -> str:
    name = vars(value).get("__name__")
    if type(name) is not str or sys.modules.get(name) is not value:
        raise Unencodable("module that is not imported by its name")
    return name
