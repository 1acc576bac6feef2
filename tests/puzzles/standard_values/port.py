"""What native.py gives, with one small thing wrong in each."""
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
    return decimal.Decimal(n).normalize()


def fold(n: int):
    return datetime.datetime(2020, 10, 25, 2, 30, tzinfo=PARIS, fold=0)


def zone(n: int):
    return datetime.datetime(2020, 1, 1, n % 24, tzinfo=datetime.timezone(datetime.timedelta(0), "GMT"))


def maxlen(n: int):
    return collections.deque([n], maxlen=3 if n < 9 else 4)


def factory(n: int):
    return collections.defaultdict(list if n < 9 else dict, {n: []})


def match(n: int):
    return re.match("[0-9]+", str(n) + " " * (n > 8))


def position(n: int):
    text = io.StringIO("abc")
    text.read(1)
    return text


def proxy(n: int):
    return types.MappingProxyType({"n": n if n < 9 else True})


def view(n: int):
    return {-1: "b", n: "a"}.items()


def keyword(n: int):
    return functools.partial(int, base=n or 10)


def numbers(n: int):
    return array.array("d", [-0.0 if n > 8 else 0.0, n])


def referent(n: int):
    return weakref.ref(int if n < 9 else str)


def money(n: int):
    return Money(n, "USD" if n > 8 else "EUR")
