# Puzzle: finds law=no-leak actual~result.half.*Half
"""A helper of the port in an attribute of an object that anyone may hold."""
from fractions import Fraction
from types import SimpleNamespace

import lockstep
from ratio import Half, Ratio


@lockstep.mapping(Fraction, Ratio, values="Annotated[int, Ge(0), Le(99)]", make=Fraction, cases=200)
class Ratios:
    def to_port(native):
        return Ratio(native.numerator, native.denominator)

    def to_native(port):
        return Fraction(port.numerator, port.denominator)


@lockstep.port_of("native:halves", args="n: Annotated[int, Ge(0), Le(99)]", cases=1000)
def halves(n):
    return SimpleNamespace(half=Half(n))
