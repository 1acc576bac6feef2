"""Classes of the standard library, and numpy's array, whose ``__reduce_ex__`` is missing, or tells more
than the value (caches, how it was made) or other things in other interpreters.

Only the classes themselves come here: what is derived from them may hold more.
"""

import gc
from typing import Any, Callable, Dict, Optional, Tuple

from ..target.names import class_name, lookup
from . import arrays, operators, weak_references
from .item import Structured, Unencodable
from .object_forms import instance, named_class, named_function, parts, reduced

Codec = Callable[[str, Any], Optional[Structured]]
_MOST_LISTED = 1 << 16


def standard(value: Any, cls: type) -> Optional[Structured]:
    """None where the object is taken apart like any other."""
    found = _CODECS.get(class_name(cls))
    if found is None:
        return None
    name, codec = found
    return codec(name, value) if _is_really(name, cls) else None


def _is_really(name: str, cls: type) -> bool:
    """A class of the user's may have any name."""
    module, _, qualname = name.partition(":")
    try:
        return lookup(module, qualname) is cls
    except (AttributeError, KeyError):
        return False


def _decimal(name: str, value: Any) -> Structured:
    # The context of the moment says whether the exponent's letter is a capital.
    cls: Any = type(value)
    return instance(name, cls.__str__(value).replace("e", "E"))


def _context(name: str, value: Any) -> Structured:
    args = list(value.__reduce__()[1])
    for place in (6, 7):
        args[place] = sorted(args[place], key=class_name)
    return instance(name, *args)


def _fraction(name: str, value: Any) -> Structured:
    return instance(name, value.numerator, value.denominator)


def _zone(name: str, value: Any) -> Structured:
    key, cached = value.__reduce__()[1]
    if cached:
        return instance(name, key)
    return reduced(name, named_function(name + ".no_cache"), (key,))


def _path(name: str, value: Any) -> Structured:
    text = str(value)
    again = type(value)(text)
    if (again.drive, again.root, again.parts) != (value.drive, value.root, value.parts):
        raise Unencodable(name + ", which its text does not make again")
    return instance(name, text)


def _proxy(name: str, value: Any) -> Structured:
    held = gc.get_referents(value)
    if len(held) != 1:
        raise Unencodable(name + ", which does not tell what it stands for")
    return instance(name, held[0])


def _array(name: str, value: Any) -> Structured:
    code, data = value.typecode, value.tobytes()
    if len(value) <= _MOST_LISTED:
        items = value.tounicode() if code == "u" else value.tolist()
        if type(value)(code, items).tobytes() == data:  # else a NaN that a float cannot hold
            return instance(name, code, items)
    return instance(name, code, data)


def _buffer(name: str, value: Any) -> Structured:
    if value.closed:
        return parts(name, closed=True)
    state = value.__getstate__()
    return instance(name, state=state[:-1] + (state[-1] or None,))


def _pattern(name: str, value: Any) -> Structured:
    flags = value.flags & ~32 if isinstance(value.pattern, str) else value.flags  # 32: implied
    args = (value.pattern, flags) if flags else (value.pattern,)
    return reduced(name, named_function("re:compile"), args)


def _match(name: str, value: Any) -> Structured:
    return parts(
        name,
        re=value.re,
        string=value.string,
        pos=value.pos,
        endpos=value.endpos,
        regs=value.regs,
        lastindex=value.lastindex,
    )


def _namespace(name: str, value: Any) -> Structured:
    return instance(name, state=vars(value))


def _struct(name: str, value: Any) -> Structured:
    return instance(name, value.format)


def _partial(name: str, value: Any) -> Structured:
    state = (value.func, value.args, value.keywords, vars(value) or None)
    return reduced(name, named_class(name), (value.func,), state)


def _super(name: str, value: Any) -> Structured:
    own = super.__dict__  # for what it is asked itself, it passes on
    return parts(name, of=own["__thisclass__"].__get__(value), self=own["__self__"].__get__(value))


_TABLE: Tuple[Tuple[Codec, Tuple[str, ...]], ...] = (
    (_decimal, ("decimal:Decimal",)),
    (_context, ("decimal:Context",)),
    (_fraction, ("fractions:Fraction",)),
    (_zone, ("zoneinfo:ZoneInfo",)),
    (_path, ("pathlib:PosixPath", "pathlib:WindowsPath")),
    (_path, ("pathlib:PurePosixPath", "pathlib:PureWindowsPath")),
    (_proxy, ("types:MappingProxyType",)),
    (_namespace, ("types:SimpleNamespace",)),
    (_array, ("array:array",)),
    (arrays.array, ("numpy:ndarray",)),
    (arrays.scalar, tuple("numpy:" + name for name in arrays.SCALARS)),
    (_buffer, ("io:StringIO", "io:BytesIO")),
    (_pattern, ("re:Pattern",)),
    (_match, ("re:Match",)),
    (_struct, ("struct:Struct",)),
    (_partial, ("functools:partial",)),
    (operators.itemgetter, ("operator:itemgetter",)),
    (operators.attrgetter, ("operator:attrgetter",)),
    (operators.methodcaller, ("operator:methodcaller",)),
    (_super, ("builtins:super",)),
    (weak_references.reference, ("weakref:ref",)),
    (weak_references.proxy, ("weakref:ProxyType", "weakref:CallableProxyType")),
    (weak_references.weak_set, ("weakref:WeakSet",)),
    (weak_references.mapping, ("weakref:WeakValueDictionary", "weakref:WeakKeyDictionary")),
)
# What classes are called where, beside their public names.
_ALIASES = {
    "pathlib:PosixPath": ("pathlib._local:PosixPath",),
    "pathlib:WindowsPath": ("pathlib._local:WindowsPath",),
    "pathlib:PurePosixPath": ("pathlib._local:PurePosixPath",),
    "pathlib:PureWindowsPath": ("pathlib._local:PureWindowsPath",),
    "types:MappingProxyType": ("builtins:mappingproxy",),
    "io:StringIO": ("_io:StringIO",),
    "io:BytesIO": ("_io:BytesIO",),
    "struct:Struct": ("_struct:Struct", "builtins:Struct"),
    "operator:itemgetter": ("_operator:itemgetter",),
    "operator:attrgetter": ("_operator:attrgetter",),
    "operator:methodcaller": ("_operator:methodcaller",),
    "weakref:ref": ("weakref:ReferenceType", "builtins:weakref"),
    "weakref:ProxyType": ("builtins:weakproxy",),
    "weakref:CallableProxyType": ("builtins:weakcallableproxy",),
    "weakref:WeakSet": ("_weakrefset:WeakSet",),
}
_CODECS: Dict[str, Tuple[str, Codec]] = {
    known: (name, codec)
    for codec, names in _TABLE
    for name in names
    for known in (name,) + _ALIASES.get(name, ())
}
