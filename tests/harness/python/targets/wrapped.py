"""A module of registrations: a mapping, and ports that are called through it."""

from fractions import Fraction

import lockstep


class Ratio:
    def __init__(self, top, bottom):
        self.top, self.bottom = top, bottom

    def __neg__(self):
        return Ratio(-self.top, self.bottom)


class Part:
    """Not mapped."""


@lockstep.mapping(Fraction, Ratio, values="int", make=Fraction, operations={"__neg__": ""})
class Ratios:
    def to_port(native):
        return Ratio(native.numerator, native.denominator)

    def to_native(port):
        return Fraction(port.top, port.bottom)


def kinds(value):
    return [type(value).__name__, value]


def leaks(value):
    return [Part()]


def natives(value):
    yield value
    raise ValueError(value)


def sorts(values):
    values.sort()
    return values
