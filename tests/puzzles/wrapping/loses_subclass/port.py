# Puzzle: finds law=translation-round-trip status=diff class=type
"""A translator that gives a Fraction for every kind of Fraction."""
from fractions import Fraction

import lockstep
from percent import Percent


class Ratio:
    def __init__(self, numerator, denominator):
        self.pair = numerator, denominator


@lockstep.mapping(Fraction, Ratio, values="Annotated[int, Ge(0), Le(200)]", cases=500,
                  make=lambda n: Percent(n, 100))
class Ratios:
    def to_port(native):
        return Ratio(native.numerator, native.denominator)

    def to_native(port):
        return Fraction(*port.pair)
