"""Python values to bytes, as FORMAT.md lays them down (the rules for outputs).

Exact builtins are written here; everything else is taken apart by ``structure``. Types are
looked up by identity: no hash or comparison of user code is ever called.
"""

import sys
from struct import Struct
from typing import Any, Callable, Dict, List, Tuple

from . import tags
from .item import Item, Structured, Unencodable

_U16 = Struct(">H").pack
_U32 = Struct(">I").pack
_U64 = Struct(">Q").pack
_float = Struct(">Bd").pack
_FLOAT = 0xFB


def head(major: int, argument: int) -> bytes:
    """The shortest head of a CBOR item."""
    top = major << 5
    if argument < 24:
        return bytes((top | argument,))
    if argument <= 0xFF:
        return bytes((top | 24, argument))
    if argument <= 0xFFFF:
        return bytes((top | 25,)) + _U16(argument)
    if argument <= 0xFFFFFFFF:
        return bytes((top | 26,)) + _U32(argument)
    return bytes((top | 27,)) + _U64(argument)


def int_item(value: int) -> bytes:
    if 0 <= value:
        if value < 24:
            return bytes((value,))
        if value >> 64 == 0:
            return head(0, value)
        magnitude, tag = value, tags.POSITIVE
    else:
        magnitude, tag = -1 - value, tags.NEGATIVE
        if magnitude >> 64 == 0:
            return head(1, magnitude)
    data = magnitude.to_bytes((magnitude.bit_length() + 7) // 8, "big")
    return head(6, tag) + head(2, len(data)) + data


# PyPy keeps texts as UTF-8, and some of its own functions cut a character in two.
_TEXTS_MAY_BE_BROKEN = sys.implementation.name == "pypy"


def str_item(value: str) -> bytes:
    try:
        data = value.encode("utf-8")
    except UnicodeEncodeError:
        data = value.encode("utf-8", "surrogatepass")
        return head(6, tags.WTF8) + head(2, len(data)) + data
    if _TEXTS_MAY_BE_BROKEN and not data.isascii():
        data = data.decode("utf-8", "replace").encode("utf-8")
    return head(3, len(data)) + data


class Encoder:
    """Encodes one value. ``cold`` says afterwards whether ``structure`` was needed."""

    def __init__(self, structure: Callable[[Any], Structured]) -> None:
        self._structure = structure
        self._out = bytearray()
        self._open: Dict[int, int] = {}
        self._nodes = 0
        self.cold = False

    def encode(self, value: Any) -> bytes:
        self._put(value)
        return bytes(self._out)

    def _put(self, value: Any) -> None:
        self._nodes += 1
        if self._nodes > tags.MAX_NODES:
            raise Unencodable("more than %d values" % tags.MAX_NODES)
        writer = _WRITERS.get(id(type(value)))
        if writer is None:
            self.cold = True
            self._put_cold(value)
        else:
            writer(self, value)

    def _enter(self, value: Any) -> bool:
        """Opens a container; False when it is open already and was written as a reference."""
        key = id(value)
        depth = self._open.get(key)
        if depth is not None:
            self._out += head(6, tags.REFERENCE) + head(0, depth)
            return False
        if len(self._open) >= tags.MAX_DEPTH:
            raise Unencodable("deeper than %d" % tags.MAX_DEPTH)
        self._open[key] = len(self._open)
        return True

    def _leave(self, value: Any) -> None:
        del self._open[id(value)]

    def _put_none(self, _value: None) -> None:
        self._out.append(0xF6)

    def _put_bool(self, value: bool) -> None:
        self._out.append(0xF5 if value else 0xF4)

    def _put_int(self, value: int) -> None:
        self._out += int_item(value)

    def _put_float(self, value: float) -> None:
        self._out += _float(_FLOAT, value)

    def _put_complex(self, value: complex) -> None:
        self._out += head(6, tags.COMPLEX) + b"\x82"
        self._out += _float(_FLOAT, value.real) + _float(_FLOAT, value.imag)

    def _put_str(self, value: str) -> None:
        self._out += str_item(value)

    def _put_bytes(self, value: bytes) -> None:
        self._out += head(2, len(value))
        self._out += value

    def _put_bytearray(self, value: bytearray) -> None:
        self._out += head(6, tags.BYTEARRAY) + head(2, len(value))
        self._out += value

    def _put_list(self, value: List[Any]) -> None:
        if self._enter(value):
            self._out += head(4, len(value))
            self._put_each(value)
            self._leave(value)

    def _put_tuple(self, value: Tuple[Any, ...]) -> None:
        if self._enter(value):
            self._out += _TUPLE + head(4, len(value))
            self._put_each(value)
            self._leave(value)

    def _put_each(self, values: Any) -> None:
        """Writes what a container held when its head was written, whatever user code does."""
        put = self._put
        for value in tuple(values):
            put(value)

    def _put_dict(self, value: Dict[Any, Any]) -> None:
        if self._enter(value):
            pairs = list(value.items())
            self._out += _DICT + head(4, 2 * len(pairs))
            for key, item in pairs:
                self._put(key)
                self._put(item)
            self._leave(value)

    def _put_set(self, value: Any) -> None:
        if self._enter(value):
            out, parts = self._out, []
            for element in tuple(value):
                self._out = bytearray()
                self._put(element)
                parts.append(bytes(self._out))
            self._out = out
            parts.sort()
            out += _SET if type(value) is set else _FROZENSET
            out += head(4, len(parts))
            out += b"".join(parts)
            self._leave(value)

    def _put_range(self, value: range) -> None:
        self._out += head(6, tags.RANGE) + b"\x83"
        for part in (value.start, value.stop, value.step):
            self._put(part)

    def _put_slice(self, value: slice) -> None:
        self._out += head(6, tags.SLICE) + b"\x83"
        for part in (value.start, value.stop, value.step):
            self._put(part)

    def _put_ellipsis(self, _value: Any) -> None:
        self._out += head(6, tags.ELLIPSIS) + b"\xf6"

    def _put_notimplemented(self, _value: Any) -> None:
        self._out += head(6, tags.NOTIMPLEMENTED) + b"\xf6"

    def _put_cold(self, value: Any) -> None:
        if self._enter(value):
            tag, payload = self._structure(value)
            self._out += head(6, tag)
            self._put_payload(payload)
            self._leave(value)

    def _put_payload(self, payload: Any) -> None:
        if type(payload) is not Item:
            self._put(payload)
            return
        if payload.tag is not None:
            self._out += head(6, payload.tag)
            self._put_payload(payload.payload)
            return
        self._out += head(4, len(payload.payload))
        for part in payload.payload:
            self._put_payload(part)


_TUPLE, _DICT = head(6, tags.TUPLE), head(6, tags.DICT)
_SET, _FROZENSET = head(6, tags.SET), head(6, tags.FROZENSET)
_WRITERS: Dict[int, Callable[[Encoder, Any], None]] = {
    id(type(None)): Encoder._put_none,
    id(bool): Encoder._put_bool,
    id(int): Encoder._put_int,
    id(float): Encoder._put_float,
    id(complex): Encoder._put_complex,
    id(str): Encoder._put_str,
    id(bytes): Encoder._put_bytes,
    id(bytearray): Encoder._put_bytearray,
    id(list): Encoder._put_list,
    id(tuple): Encoder._put_tuple,
    id(dict): Encoder._put_dict,
    id(set): Encoder._put_set,
    id(frozenset): Encoder._put_set,
    id(range): Encoder._put_range,
    id(slice): Encoder._put_slice,
    id(type(Ellipsis)): Encoder._put_ellipsis,
    id(type(NotImplemented)): Encoder._put_notimplemented,
}
