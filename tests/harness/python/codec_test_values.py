"""Values that every interpreter must encode alike."""

import collections
import dataclasses
import enum
import struct


class Text(str):
    pass


class Number(int):
    pass


class Point(collections.namedtuple("Point", "x y")):
    pass


@dataclasses.dataclass
class Record:
    name: str
    items: list


class Color(enum.Enum):
    RED = 1


class Plain:
    def __init__(self):
        self.a, self.b = 1, [2]


class Slotted:
    __slots__ = ("a",)

    def __init__(self):
        self.a = 1


def VALUES():
    cycle = []
    cycle.append({"me": cycle})
    number = Number(7)
    number.extra = "more"
    error = ValueError("at 0xdead", 1)
    error.__cause__ = KeyError("k")
    return [
        None, True, -1, 2**70, -(2**70), 0.1, -0.0, float("inf"), 1j, "\ud800x", b"\0", bytearray(b"x"),
        struct.unpack(">d", bytes.fromhex("7ff8000000000123"))[0],
        [1, (2, {3: {4}})], frozenset([1, "a", None]), range(1, 10, 3), slice(1, None), ..., NotImplemented,
        cycle, [[]] * 3, Text("sub"), number, Point(1, 2), Record("r", [1]), Color.RED, Plain(), Slotted(),
        collections.OrderedDict([(2, 1), (1, 2)]), collections.Counter("aab"), collections.deque([1, 2]),
        int, Plain, Color, struct, len, Plain.__init__, dict.fromkeys, error, (n for n in range(3)),
        (n for n in range(100)), memoryview(b"abc"), {1: 2}.keys(), lambda: 0, list("x" * 300), "y" * 1000,
    ]  # fmt: skip
