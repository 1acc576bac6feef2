# Puzzle: finds law=no-leak actual~exception.args.*Half
"""A helper of the port in the arguments of an exception."""
from fractions import Fraction

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
    if n % 2:
        raise ValueError("no half of", Half(n))
    return n // 2
