"""Bytes to Python values, strictly (the rules for inputs: sharing by tags 28 and 29).

Anything that FORMAT.md does not allow is refused with its offset. Tags that are not exact
builtins go to ``build``.
"""

from struct import Struct
from typing import Any, Callable, Dict, FrozenSet, List, Optional, Set, Tuple

from . import tags
from .encoder import str_item

_double = Struct(">d").unpack_from
_UNFINISHED = object()
_COLD = frozenset(
    {
        tags.OBJECT,
        tags.MEMORYVIEW,
        tags.SUBCLASS,
        tags.CLASS,
        tags.FUNCTION,
        tags.MODULE,
        tags.EXCEPTION,
        tags.ITERATOR,
        tags.EXPR,
        tags.ROLE,
    }
)
_NAMES = frozenset({tags.CLASS, tags.FUNCTION, tags.MODULE, tags.EXPR, tags.ROLE})


class Malformed(ValueError):
    """Bytes that are not one well-formed item of FORMAT.md."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__("%s at byte %d" % (what, offset))
        self.offset = offset


class Decoder:
    """Decodes one item.

    ``cold`` says afterwards whether the value holds anything whose re-encoding need not be the
    input's own bytes: shared values, objects made by ``build``, or keys that collapsed.
    """

    def __init__(self, data: bytes, build: Callable[[int, Any], Any]) -> None:
        self._data = data
        self._build = build
        self._at = 0
        self._depth = 0
        self._shared: List[Any] = []
        self._label: Optional[int] = None
        self.cold = False

    def decode(self) -> Any:
        value = self._item()
        if self._at != len(self._data):
            raise Malformed("bytes behind the item", self._at)
        return value

    def _take(self, size: int) -> bytes:
        end = self._at + size
        if end > len(self._data):
            raise Malformed("truncated", len(self._data))
        data = self._data[self._at : end]
        self._at = end
        return data

    def _argument(self, info: int, start: int) -> int:
        if info < 24:
            return info
        if info > 27:
            raise Malformed("indefinite or reserved length", start)
        size = 1 << (info - 24)
        value = int.from_bytes(self._take(size), "big")
        if value < (24 if size == 1 else 1 << (4 * size)):
            raise Malformed("head longer than needed", start)
        return value

    def _count(self, info: int, start: int) -> int:
        count = self._argument(info, start)
        if count > len(self._data) - self._at:
            raise Malformed("truncated", len(self._data))
        return count

    def _item(self) -> Any:
        start = self._at
        first = self._take(1)[0]
        major, info = first >> 5, first & 31
        if major == 0:
            return self._argument(info, start)
        if major == 1:
            return -1 - self._argument(info, start)
        if major == 2:
            return self._take(self._count(info, start))
        if major == 3:
            return self._text(self._take(self._count(info, start)), start)
        if major == 4:
            return self._list(self._count(info, start))
        if major == 6:
            return self._tagged(self._argument(info, start), start)
        return self._simple(first, start)

    def _simple(self, first: int, start: int) -> Any:
        if first == 0xF6:
            return None
        if first == 0xF4 or first == 0xF5:
            return first == 0xF5
        if first == 0xFB:
            return _double(self._take(8))[0]
        raise Malformed("initial byte %02x is not in the format" % first, start)

    def _text(self, data: bytes, start: int) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise Malformed("text is not UTF-8", start) from None

    def _nest(self) -> None:
        self._depth += 1
        if self._depth > tags.MAX_DEPTH:
            raise Malformed("nested deeper than %d" % tags.MAX_DEPTH, self._at)

    def _claim(self, container: Any) -> None:
        """Names a container by its label before it is filled, so that it may hold itself."""
        if self._label is not None:
            self._shared[self._label] = container
            self._label = None

    def _list(self, count: int) -> List[Any]:
        values: List[Any] = []
        self._claim(values)
        self._nest()
        item = self._item
        for _ in range(count):
            values.append(item())
        self._depth -= 1
        return values

    def _array(self) -> List[Any]:
        """The raw array behind a tag; not itself a value, so it takes no label."""
        start = self._at
        first = self._take(1)[0]
        if first >> 5 != 4:
            raise Malformed("an array was expected", start)
        count = self._count(first & 31, start)
        label, self._label = self._label, None
        values = self._list(count)
        self._label = label
        return values

    def _tagged(self, tag: int, start: int) -> Any:
        if tag in _COLD:
            return self._cold(tag, start)
        reader = _READERS.get(tag)
        if reader is None:
            raise Malformed("unknown tag %d" % tag, start)
        return reader(self, start)

    def _cold(self, tag: int, start: int) -> Any:
        self.cold = True
        label, self._label = self._label, None
        if tag in _NAMES:
            payload = self._item()
            if type(payload) is not str:
                raise Malformed("a name was expected", start)
        else:
            payload = self._array()
        self._label = label
        value = self._build(tag, payload)
        self._claim(value)
        return value

    def _shared_value(self, start: int) -> Any:
        self.cold = True
        if self._label is not None:
            raise Malformed("a shared value directly inside another", start)
        label = len(self._shared)
        self._shared.append(_UNFINISHED)
        self._label = label
        self._nest()
        value = self._item()
        self._depth -= 1
        self._label = None
        self._shared[label] = value
        return value

    def _reference(self, start: int) -> Any:
        self.cold = True
        label = self._item()
        if type(label) is not int or not 0 <= label < len(self._shared):
            raise Malformed("no such label", start)
        value = self._shared[label]
        if value is _UNFINISHED:
            raise Malformed("a reference into a value that cannot hold itself", start)
        return value

    def _big(self, start: int, sign: int) -> int:
        data = self._item()
        if type(data) is not bytes or len(data) < 9 or data[0] == 0:
            raise Malformed("a big integer that has a shorter form", start)
        value = int.from_bytes(data, "big")
        return value if sign > 0 else -1 - value

    def _wtf8(self, start: int) -> str:
        data = self._item()
        if type(data) is not bytes:
            raise Malformed("a byte string was expected", start)
        try:
            text = data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            raise Malformed("text is not generalised UTF-8", start) from None
        if str_item(text)[0] != 0xD9:
            raise Malformed("text without surrogates", start)
        return text

    def _complex(self, start: int) -> complex:
        parts = self._array()
        if len(parts) != 2 or any(type(part) is not float for part in parts):
            raise Malformed("a complex number is two floats", start)
        return complex(parts[0], parts[1])

    def _bytearray(self, start: int) -> bytearray:
        data = self._item()
        if type(data) is not bytes:
            raise Malformed("a byte string was expected", start)
        value = bytearray(data)
        self._claim(value)
        return value

    def _tuple(self, _start: int) -> Tuple[Any, ...]:
        label, self._label = self._label, None
        value = tuple(self._array())
        self._label = label
        return value

    def _dict(self, start: int) -> Dict[Any, Any]:
        value: Dict[Any, Any] = {}
        self._claim(value)
        parts = self._array()
        if len(parts) % 2:
            raise Malformed("a dict needs pairs", start)
        for i in range(0, len(parts), 2):
            value[parts[i]] = parts[i + 1]
        if 2 * len(value) != len(parts):
            self.cold = True
        return value

    def _elements(self, start: int) -> List[Any]:
        head_at = self._at
        first = self._take(1)[0]
        if first >> 5 != 4:
            raise Malformed("an array was expected", head_at)
        count = self._count(first & 31, head_at)
        self._nest()
        values, before = [], b""
        for _ in range(count):
            begin = self._at
            values.append(self._item())
            encoded = self._data[begin : self._at]
            if encoded < before:  # equal ones may be two NaN objects
                raise Malformed("a set that is not sorted", start)
            before = encoded
        self._depth -= 1
        return values

    def _set(self, start: int) -> Set[Any]:
        value: Set[Any] = set()
        self._claim(value)
        elements = self._elements(start)
        value.update(elements)
        if len(value) != len(elements):
            self.cold = True
        return value

    def _frozenset(self, start: int) -> FrozenSet[Any]:
        label, self._label = self._label, None
        elements = self._elements(start)
        self._label = label
        value = frozenset(elements)
        if len(value) != len(elements):
            self.cold = True
        return value

    def _three(self, start: int) -> List[Any]:
        label, self._label = self._label, None
        parts = self._array()
        self._label = label
        if len(parts) != 3:
            raise Malformed("start, stop and step were expected", start)
        return parts

    def _range(self, start: int) -> range:
        parts = self._three(start)
        if any(type(part) is not int for part in parts) or parts[2] == 0:
            raise Malformed("not a range", start)
        return range(*parts)

    def _in_place_of_null(self, start: int, meant: Any) -> Any:
        if self._item() is not None:
            raise Malformed("null was expected", start)
        return meant


_READERS: Dict[int, Callable[[Decoder, int], Any]] = {
    tags.POSITIVE: lambda self, start: self._big(start, 1),
    tags.NEGATIVE: lambda self, start: self._big(start, -1),
    tags.SHARED: Decoder._shared_value,
    tags.REFERENCE: Decoder._reference,
    tags.SET: Decoder._set,
    tags.WTF8: Decoder._wtf8,
    tags.COMPLEX: Decoder._complex,
    tags.TUPLE: Decoder._tuple,
    tags.DICT: Decoder._dict,
    tags.FROZENSET: Decoder._frozenset,
    tags.BYTEARRAY: Decoder._bytearray,
    tags.RANGE: Decoder._range,
    tags.SLICE: lambda self, start: slice(*self._three(start)),
    tags.ELLIPSIS: lambda self, start: self._in_place_of_null(start, Ellipsis),
    tags.NOTIMPLEMENTED: lambda self, start: self._in_place_of_null(start, NotImplemented),
}
