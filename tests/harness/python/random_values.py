"""Seeded random values of every kind in FORMAT.md, and random encoded inputs with sharing."""

import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import math
import operator
import random
import struct


class Count(int):
    pass


class Ratio(float):
    pass


class Phase(complex):
    pass


class Word(str):
    pass


class Blob(bytes):
    pass


class Raw(bytearray):
    pass


class Items(list):
    pass


class Pair(tuple):
    pass


class Table(dict):
    pass


class Bag(set):
    pass


class Frozen(frozenset):
    pass


class Plain:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


class Slotted:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left, self.right = left, right


class Stubborn:
    """Has no encoding."""

    def __reduce_ex__(self, protocol):
        raise TypeError("no")


class Meddler:
    """Changes a container while it is being encoded."""

    def __init__(self, target):
        self.target = target

    def __reduce_ex__(self, protocol):
        kind = type(self.target)
        if kind is list:
            del self.target[1:]
        elif kind is dict:
            self.target.clear()
        return (Meddler, (0,))


class Colour(enum.Enum):
    RED = 1
    GREEN = "g"


class Level(enum.IntEnum):
    LOW = 1


class Trouble(Exception):
    def __init__(self, *args):
        super().__init__(*args)
        self.code = len(args)

    def __str__(self):
        return "trouble"  # no repr of sets, whose order differs from process to process


Point = collections.namedtuple("Point", "x y")


@dataclasses.dataclass
class Record:
    name: str
    items: list


def _double(rng):
    special = (0.0, -0.0, 1.0, -1.5, math.inf, -math.inf, math.nan, 5e-324, 1.7976931348623157e308)
    choice = rng.random()
    if choice < 0.5:
        return rng.choice(special)
    return struct.unpack("<d", struct.pack("<Q", rng.getrandbits(64)))[0]  # NaN payloads too


def _integer(rng):
    choice = rng.random()
    if choice < 0.5:
        return rng.randrange(-300, 300)
    power = 1 << rng.choice((7, 8, 15, 16, 30, 31, 32, 60, 62, 63, 64, 65, 128, 1000))
    return rng.choice((1, -1)) * power + rng.randrange(-2, 3)


def _text(rng):
    alphabet = rng.choice(("abc", "aé\xff", "a中\u0301", "a\U0001f600", "\ud800\udfffa", '\0"\\\n'))
    return "".join(rng.choice(alphabet) for _ in range(rng.choice((0, 1, 1, 2, 5, 23, 24, rng.choice((9, 300))))))


def _blob(rng):
    return rng.randbytes(rng.choice((0, 1, 5, 23, 24, rng.choice((9, 256)))))


ATOMS = (
    _integer,
    _integer,
    _double,
    _text,
    _text,
    _blob,
    lambda rng: rng.choice((None, True, False, ..., NotImplemented)),
    lambda rng: complex(_double(rng), _double(rng)),
    lambda rng: range(_integer(rng), _integer(rng), rng.choice((1, -3, 1 << 70))),
)


def _exception(rng, value):
    made = rng.choice((ValueError, KeyError, Trouble, OSError, UnicodeError))(value(), value())
    if rng.random() < 0.3:
        made.__cause__ = RuntimeError(_text(rng))
    if rng.random() < 0.3:
        made.__context__ = TypeError(_integer(rng))
    if rng.random() < 0.3 and hasattr(made, "add_note"):
        made.add_note("noted")
    return made


def _generated(rng, value):
    def generator(items, fails):
        yield from items
        if fails:
            raise Trouble("late")

    return generator([value() for _ in range(rng.randrange(4))], rng.random() < 0.3)


COLD = (
    lambda rng, value: Count(_integer(rng)),
    lambda rng, value: Ratio(_double(rng)),
    lambda rng, value: Phase(_double(rng), 1),
    lambda rng, value: Word(_text(rng)),
    lambda rng, value: Blob(_blob(rng)),
    lambda rng, value: Raw(_blob(rng)),
    lambda rng, value: Items([value(), value()]),
    lambda rng, value: Pair((value(), value())),
    lambda rng, value: Table({_text(rng): value()}),
    lambda rng, value: Bag({_integer(rng), _text(rng)}),
    lambda rng, value: Frozen({_integer(rng), _text(rng)}),
    lambda rng, value: Plain(a=value(), b=value()),
    lambda rng, value: Slotted(value(), value()),
    lambda rng, value: Point(value(), value()),
    lambda rng, value: Record(_text(rng), [value()]),
    lambda rng, value: rng.choice((Colour.RED, Colour.GREEN, Level.LOW)),
    lambda rng, value: rng.choice((int, Plain, ValueError, collections.OrderedDict)),
    lambda rng, value: rng.choice((len, operator.add, math.sin, str.upper, _text, [].append)),
    lambda rng, value: rng.choice((math, operator)),
    lambda rng, value: memoryview(_blob(rng)),
    lambda rng, value: collections.deque([value(), value()], 5),
    lambda rng, value: collections.OrderedDict([(_text(rng), value()), (1, 2)]),
    lambda rng, value: collections.defaultdict(list, {1: value()}),
    lambda rng, value: collections.Counter(_text(rng)),
    lambda rng, value: decimal.Decimal(_integer(rng)),
    lambda rng, value: fractions.Fraction(_integer(rng), 7),
    lambda rng, value: datetime.date(2020, 1, rng.randrange(1, 29)),
    lambda rng, value: {1: value()}.items(),
    lambda rng, value: Stubborn(),
    lambda rng, value: iter([value(), value()]),
    lambda rng, value: map(str, range(rng.choice((0, 3, 100)))),
    _generated,
    _exception,
    _exception,
)


class Values:
    """``value()`` is a new random value; now and then a part of it occurs twice or holds itself."""

    def __init__(self, seed, cold=0.15):
        self.rng = random.Random(seed)
        self._cold = cold
        self._made = []

    def __call__(self):
        self._made = []
        return self._value(self.rng.choice((0, 1, 2, 3, 4)))

    def _value(self, depth):
        rng = self.rng
        if self._made and rng.random() < 0.05:
            return rng.choice(self._made)
        if rng.random() < self._cold:
            return rng.choice(COLD)(rng, lambda: self._value(depth - 1 if depth > 0 else 0))
        if depth <= 0 or rng.random() < 0.3:
            return rng.choice(ATOMS)(rng)
        return self._container(depth - 1)

    def _container(self, depth):
        rng = self.rng
        kind = rng.choice((list, list, tuple, dict, dict, set, frozenset, bytearray, slice))
        if kind is bytearray:
            return bytearray(_blob(rng))
        if kind is slice:
            return slice(self._value(0), self._value(depth), None)
        if kind in (set, frozenset):
            return kind(self._hashable(depth) for _ in range(rng.randrange(6)))
        count = rng.choice((0, 1, 2, 3, 5, 30 if depth == 0 else 4))
        if kind is tuple:
            return tuple(self._value(depth) for _ in range(count))
        made = kind()
        self._made.append(made)
        for _ in range(count):
            if kind is list:
                made.append(self._value(depth))
            else:
                made[self._hashable(1)] = self._value(depth)
        self._disturb(made)
        return made

    def _disturb(self, made):
        """A cycle, or an object that meddles with the container while it is being encoded."""
        rng = self.rng
        extra = made if rng.random() < 0.05 else Meddler(made) if rng.random() < 0.02 else None
        if extra is None:
            return
        if type(made) is list:
            made.insert(rng.randrange(len(made) + 1), extra)
        else:
            made["itself"] = extra

    def _hashable(self, depth):
        rng = self.rng
        if depth > 0 and rng.random() < 0.2:
            return tuple(self._hashable(depth - 1) for _ in range(rng.randrange(3)))
        return rng.choice(ATOMS[:7])(rng)


class Inputs:
    """Random encoded inputs: sharing by tags 28 and 29, expressions, names, odd keys."""

    def __init__(self, seed, encode):
        self.rng = random.Random(seed)
        self._encode = encode
        self._labels, self._known = 0, []  # how many there are; those that may be referred to

    def __call__(self):
        self._labels, self._known = 0, []
        return self._item(self.rng.randrange(5))

    def case(self, most=3):
        self._labels, self._known = 0, []
        rng = self.rng
        args = [self._item(rng.randrange(4)) for _ in range(rng.randrange(most + 1))]
        names = rng.sample(("key", "reverse", "x"), rng.randrange(3))
        kwargs = [part for name in names for part in (self._encode(name), self._item(2))]
        return b"\x81\x83\x60" + self._array(args) + self._array(kwargs)

    @staticmethod
    def _array(items):
        if len(items) < 24:
            return bytes((0x80 | len(items),)) + b"".join(items)
        return bytes((0x98, len(items))) + b"".join(items)

    def _atom(self):
        rng = self.rng
        if rng.random() < 0.05:
            name = rng.choice(("builtins:len", "operator:neg", "builtins:ValueError"))
            tag = b"\xd9\x4c\x0b" if name.endswith("Error") else b"\xd9\x4c\x0c"
            return tag + self._encode(name)
        return self._encode(rng.choice(ATOMS)(rng))

    def _item(self, depth):
        rng = self.rng
        if self._known and rng.random() < 0.1:
            return b"\xd8\x1d" + self._encode(rng.choice(self._known))
        if depth <= 0 or rng.random() < 0.3:
            return self._atom()
        kind = rng.choice(("list", "list", "tuple", "dict", "set", "frozen", "raw", "cold"))
        if rng.random() >= 0.1:
            return self._container(kind, depth - 1)
        label = self._labels
        self._labels += 1
        early = kind in ("list", "dict", "set")  # may hold themselves
        if early:
            self._known.append(label)
        item = self._container(kind, depth - 1)
        if not early:
            self._known.append(label)
        return b"\xd8\x1c" + item

    def _container(self, kind, depth):
        rng = self.rng
        if kind == "raw":
            return b"\xd9\x4c\x04" + self._encode(_blob(rng))
        if kind == "cold":
            return self._made()
        if kind in ("set", "frozen"):
            tag = b"\xd9\x01\x02" if kind == "set" else b"\xd9\x4c\x03"
            return tag + self._array(sorted({self._atom() for _ in range(rng.randrange(5))}))
        if kind == "dict":
            pairs = [(self._atom(), self._item(depth)) for _ in range(rng.randrange(4))]
            return b"\xd9\x4c\x02" + self._array([part for pair in pairs for part in pair])
        items = self._array([self._item(depth) for _ in range(rng.choice((0, 1, 2, 3, 30)))])
        return items if kind == "list" else b"\xd9\x4c\x01" + items

    def _made(self):
        rng = self.rng
        form = rng.randrange(4)
        if form == 0:
            return b"\xd9\x4c\x10" + self._encode(rng.choice(("[1, 2]", "{}", "iter([1])", "3")))
        if form == 1:
            name = self._encode("builtins:list_iterator")
            return b"\xd9\x4c\x0f" + self._array([name, self._atom(), self._atom(), b"\xf6"])
        if form == 2:
            name = self._encode(__name__ + ":Items")
            return b"\xd9\x4c\x0a" + self._array([name, self._array([self._atom()]), b"\xf6"])
        name = self._encode("builtins:ValueError")
        parts = [name, b"\x80", b"\xd9\x4c\x01" + self._array([self._atom()])]
        return b"\xd9\x4c\x0e" + self._array(parts + [b"\xf6", b"\xf6", b"\x80", b"\xf6", b"\x60"])
