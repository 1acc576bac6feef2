# Puzzle: finds law=no-leak actual~result.*Half
"""A helper of the port in a list in a dict."""
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
    return {"halves": [Ratio(n, 1), Half(n)]}
