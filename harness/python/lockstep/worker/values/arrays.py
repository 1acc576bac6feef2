"""numpy's arrays and scalars. Of an array: dtype, shape, every bit of every item, the order in memory,
and whether it may be written to. Strides beyond that, and what it is a view of, are not its value."""

from typing import Any, Optional, Tuple

from . import tags
from .item import Item, Structured
from .object_forms import named_class, named_function, reduced, tuple_item

# Those that are no subclass of a builtin.
SCALARS = (
    "bool_ int8 int16 int32 int64 longlong uint8 uint16 uint32 uint64 ulonglong float16 float32 complex64"
).split()
_MOST_LISTED = 1 << 16
_LISTED = {"b": 1, "i": 8, "u": 8, "f": 8, "c": 16}  # kind -> size of the largest that a list can hold


def array(name: str, value: Any) -> Optional[Structured]:
    """By its items where they are the array again, else by its bytes. None (taken apart like
    any other) where an item is an object or has fields."""
    dtype = value.dtype
    if dtype.hasobject or dtype.names is not None or dtype.subdtype is not None:
        return None
    order = "F" if value.flags.fnc else "C"
    data = _bytes(value, order)
    if value.flags.writeable and _can_be_listed(value):
        items = value.tolist()
        again = type(value)(value.shape, dtype)
        again[...] = items
        if again.tobytes(order) == data:  # else a NaN that a float cannot hold
            keywords = ["dtype", dtype.str] + (["order", order] if order == "F" else [])
            called = [name, "call", named_function("numpy:array"), (items,), Item.array(keywords)]
            return tags.OBJECT, Item.array(called)
    steps = _steps(value.shape, dtype.itemsize, order)
    buffer = bytearray(data) if value.flags.writeable else data
    args = tuple_item([value.shape, dtype.str, buffer, 0, steps])
    return reduced(name, named_class(name), args)


def scalar(name: str, value: Any) -> Optional[Structured]:
    """By the number of Python's that makes it; None where that makes another."""
    number = value.item()
    if type(value)(number).tobytes() != value.tobytes():
        return None
    return reduced(name, named_class(name), (number,))


def _bytes(value: Any, order: str) -> bytes:
    data: bytes = value.tobytes(order)
    if value.dtype.kind not in "fc" or value.dtype.char not in "gG":
        return data
    whole = bytearray(data)  # ten bytes of each sixteen are the number, the others anything
    for i in range(10, len(whole), 16):
        whole[i : i + 6] = bytes(6)
    return bytes(whole)


def _can_be_listed(value: Any) -> bool:
    size: int = value.dtype.itemsize
    count: int = value.size
    return size <= _LISTED.get(value.dtype.kind, 0) and 0 < count <= _MOST_LISTED


def _steps(shape: Tuple[Any, ...], size: int, order: str) -> Tuple[Any, ...]:
    """The strides of an array without gaps."""
    steps = []
    for count in shape if order == "F" else reversed(shape):
        steps.append(size)
        size *= count
    return tuple(steps if order == "F" else reversed(steps))
