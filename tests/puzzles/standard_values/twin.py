"""What native.py gives, come by in another way."""
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
    return decimal.Decimal(str(n))


def fold(n: int):
    return datetime.datetime(2020, 10, 25, 2, 30).replace(tzinfo=PARIS, fold=n % 2)


def zone(n: int):
    return datetime.datetime(2020, 1, 1, n % 24, tzinfo=datetime.timezone.utc)


def maxlen(n: int):
    return collections.deque([7, 8, 9, n][-1:], 3)


def factory(n: int):
    made = collections.defaultdict(list)
    made[n]
    return made


def match(n: int):
    return re.compile("[0-9]+").match("%d" % n)


def position(n: int):
    text = io.StringIO()
    text.write("abc")
    text.seek(0)
    text.read(n % 2)
    return text


def proxy(n: int):
    return types.MappingProxyType(dict(n=n))


def view(n: int):
    made = {n: "a", 0.5: "c", -1: "b"}
    del made[0.5]
    return made.items()


def keyword(n: int):
    return functools.partial(functools.partial(int), base=n)


def numbers(n: int):
    return array.array("d", [0, n])


def referent(n: int):
    return weakref.ref(int)


def money(n: int):
    return Money(n)
