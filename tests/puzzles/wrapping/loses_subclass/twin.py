# Puzzle: holds
"""A translator that remembers the kind."""
from fractions import Fraction

import lockstep
from percent import Percent


class Ratio:
    def __init__(self, kind, numerator, denominator):
        self.kind = kind
        self.pair = numerator, denominator


@lockstep.mapping(Fraction, Ratio, values="Annotated[int, Ge(0), Le(200)]", cases=500,
                  make=lambda n: Percent(n, 100))
class Ratios:
    def to_port(native):
        return Ratio(type(native), native.numerator, native.denominator)

    def to_native(port):
        return port.kind(*port.pair)
