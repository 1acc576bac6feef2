"""range as a class of three numbers."""

import operator
import sys

import lockstep


class Range:
    def __init__(self, start, stop, step):
        self.start, self.stop, self.step = start, stop, step
        span = stop - start if step > 0 else start - stop
        self.size = max(0, -(-span // abs(step)))

    def __len__(self):
        if self.size > sys.maxsize:
            raise OverflowError("too many for an index")
        return self.size

    def __bool__(self):
        return self.size > 0

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._slice(index)
        index = operator.index(index)
        index += self.size if index < 0 else 0
        if not 0 <= index < self.size:
            raise IndexError("out of range")
        return self.start + index * self.step

    def _slice(self, index):
        start, stop, step = index.indices(self.size)
        return Range(self.start + start * self.step, self.start + stop * self.step, self.step * step)

    def __contains__(self, value):
        if type(value) not in (int, bool):
            return any(value is each or value == each for each in self)
        offset = value - self.start
        return offset % self.step == 0 and 0 <= offset // self.step < self.size

    def __iter__(self):
        value = self.start
        for _ in range(self.size):
            yield value
            value += self.step

    def __reversed__(self):
        return iter(self[::-1])

    def __eq__(self, other):
        if not isinstance(other, Range):
            return NotImplemented
        if self.size != other.size or self.size == 0:
            return self.size == other.size
        return self.start == other.start and (self.size == 1 or self.step == other.step)

    def __hash__(self):
        first = self.start if self.size else None
        return hash((self.size, first, self.step if self.size > 1 else None))

    def index(self, value):
        if value in self and type(value) in (int, bool):
            return (value - self.start) // self.step
        raise ValueError("not in range")

    def count(self, value):
        return int(value in self)


SMALL = "Annotated[int, Ge(-99), Le(99)]"  # "a" in range(2**62) takes a while


@lockstep.mapping(
    range,
    Range,
    values="tuple[%s, %s, Literal[-7, -3, -1, 1, 2, 5]]" % (SMALL, SMALL),
    make=lambda bounds: range(*bounds),
    operations={
        "__len__": "",
        "__getitem__": "index: int | Expr('slice(1, 5)') | Expr('slice(None, None, -2)')",
        "__contains__": "value: int | str | None",
        "__iter__": "",
        "__reversed__": "",
        "__eq__": "other: Self",
        "__hash__": "",
        "__bool__": "",
        "index": "value: int",
        "count": "value: int",
    },
    cases=4000,
)
class Ranges:
    def to_port(native):
        return Range(native.start, native.stop, native.step)

    def to_native(port):
        return range(port.start, port.stop, port.step)
