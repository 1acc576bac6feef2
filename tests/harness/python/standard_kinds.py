"""Classes and doings for the expressions of standard_values.py."""

import collections
import datetime
import decimal
import io


class Zone(datetime.tzinfo):
    """A zone of the user's."""

    def __init__(self, hours=0):
        self.hours = hours

    def utcoffset(self, when):
        return datetime.timedelta(hours=self.hours)

    dst = utcoffset

    def tzname(self, when):
        return "Z%d" % self.hours


class Defaults(collections.defaultdict):
    pass


class Text(str):
    pass


class Buffer(io.StringIO):
    pass


class Keyed:
    pass


ONE, TWO = Zone(1), Zone(2)


def with_key(key):
    """An object with an attribute under that very key."""
    made = Keyed()
    made.__dict__[key] = 1
    return made


def moved(buffer, position):
    buffer.seek(position)
    return buffer


def closed(buffer):
    buffer.close()
    return buffer


def advanced(iterator, steps):
    for _ in range(steps - 1):
        next(iterator)
    return iterator


def rotated(deque):
    deque.rotate(1)
    return deque


def small_letters(number):
    decimal.getcontext().capitals = 0
    return number


def used(value):
    """Has filled whatever cache its class may have."""
    hash(value), str(value), repr(value), bool(value), value == value
    for name in dir(value):
        getattr(value, name, None)
    return value
