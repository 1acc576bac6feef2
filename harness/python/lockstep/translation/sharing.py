"""Mutable state that two objects share: what is changed through one is seen through the other."""

import array
import collections
import ctypes
import enum
import types
from typing import Any, Dict, List, Optional, Set, Tuple

_CONTAINERS = (list, dict, set, bytearray, collections.deque, array.array)
_OPAQUE = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, str, bytes, int,
           float, complex, type(None), enum.Enum)
_MOST = 10_000
_MOST_TOLD = 8

Span = Tuple[int, int, bool]  # from, to, writable


def shared(left: Any, right: Any, names: Tuple[str, str]) -> List[str]:
    """"native.items is port._items": sorted, at most eight."""
    ours, theirs = _Reach(left, names[0]), _Reach(right, names[1])
    said = [
        "%s is %s" % (ours.mutable[key], theirs.mutable[key])
        for key in ours.mutable
        if key in theirs.mutable
    ]
    for place, (begin, end, writable) in ours.buffers.items():
        for other, (start, stop, also) in theirs.buffers.items():
            if begin < stop and start < end and (writable or also):
                said.append("%s shares memory with %s" % (place, other))
    return sorted(said)[:_MOST_TOLD]


class _Reach:
    """What can be reached from an object, by its shortest path."""

    def __init__(self, root: Any, name: str) -> None:
        self.mutable: Dict[int, str] = {}
        self.buffers: Dict[str, Span] = {}
        self._kept: List[Any] = []
        seen: Set[int] = set()
        level = [(name, root)]
        while level and len(seen) < _MOST:
            deeper: List[Tuple[str, Any]] = []
            for place, value in level:
                if isinstance(value, _OPAQUE) or id(value) in seen:
                    continue
                seen.add(id(value))
                self._kept.append(value)
                self._take(place, value)
                deeper += _steps(place, value)
            level = deeper

    def _take(self, place: str, value: Any) -> None:
        if isinstance(value, _CONTAINERS) or _has_attributes(value):
            self.mutable[id(value)] = place
        span = _span(value)
        if span is not None:
            self.buffers[place] = span


def _has_attributes(value: Any) -> bool:
    return isinstance(getattr(value, "__dict__", None), dict)


def _steps(place: str, value: Any) -> List[Tuple[str, Any]]:
    steps: List[Tuple[str, Any]] = []
    if isinstance(value, dict):
        steps += [("%s[%r]" % (place, key), item) for key, item in dict.items(value)]
    elif isinstance(value, (list, tuple, collections.deque)):
        steps += [("%s[%d]" % (place, i), item) for i, item in enumerate(value)]
    if _has_attributes(value):
        steps += [("%s.%s" % (place, name), item) for name, item in vars(value).items()]
    for cls in type(value).__mro__:
        for name, member in vars(cls).items():
            if isinstance(member, types.MemberDescriptorType) and cls.__module__ != "builtins":
                steps += [("%s.%s" % (place, name), getattr(value, name, None))]
    return steps


def _span(value: Any) -> Optional[Span]:
    """The memory behind a buffer."""
    interface = getattr(value, "__array_interface__", None)
    if isinstance(interface, dict):
        return _span_of_array(interface, value)
    try:
        view = memoryview(value)
        if view.readonly or not view.nbytes or not view.contiguous:
            return None
        begin = ctypes.addressof((ctypes.c_char * view.nbytes).from_buffer(view))
        return begin, begin + view.nbytes, True
    except (TypeError, ValueError, BufferError):
        return None


def _span_of_array(interface: Dict[str, Any], value: Any) -> Optional[Span]:
    shape, strides = interface["shape"], interface.get("strides")
    if 0 in shape:
        return None
    address, readonly = interface["data"]
    size = getattr(value, "itemsize", 1)
    steps = strides if strides is not None else _dense(shape, size)
    reaches = [step * (count - 1) for step, count in zip(steps, shape)]
    begin = address + sum(each for each in reaches if each < 0)
    return begin, address + sum(each for each in reaches if each > 0) + size, not readonly


def _dense(shape: Tuple[int, ...], size: int) -> List[int]:
    steps = []
    for count in reversed(shape):
        steps.append(size)
        size *= count
    return steps[::-1]
