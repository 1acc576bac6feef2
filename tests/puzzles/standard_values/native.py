"""One function for each kind of value that tells little of itself."""
import array
import collections
import datetime
import decimal
import functools
import io
import re
import types
import weakref
import zoneinfo

PARIS = zoneinfo.ZoneInfo("Europe/Paris")


class Money:
    """Not to be pickled: only its codec knows what it is."""

    __slots__ = ("amount", "unit")

    def __init__(self, amount, unit="EUR"):
        self.amount, self.unit = amount, unit

    def __repr__(self):
        return "Money(%r, %r)" % (self.amount, self.unit)

    def __reduce_ex__(self, protocol):
        raise TypeError


def exponent(n: int):
    return decimal.Decimal(n)


def fold(n: int):
    return datetime.datetime(2020, 10, 25, 2, 30, tzinfo=PARIS, fold=n % 2)


def zone(n: int):
    return datetime.datetime(2020, 1, 1, n % 24, tzinfo=datetime.timezone.utc)


def maxlen(n: int):
    return collections.deque([n], maxlen=3)


def factory(n: int):
    return collections.defaultdict(list, {n: []})


def match(n: int):
    return re.match("[0-9]+", str(n))


def position(n: int):
    text = io.StringIO("abc")
    text.read(n % 2)
    return text


def proxy(n: int):
    return types.MappingProxyType({"n": n})


def view(n: int):
    return {n: "a", -1: "b"}.items()


def keyword(n: int):
    return functools.partial(int, base=n)


def numbers(n: int):
    return array.array("d", [0.0, n])


def referent(n: int):
    return weakref.ref(int)


def money(n: int):
    return Money(n)
