# Puzzle: holds
"""Only what is mapped comes back."""
from fractions import Fraction

import lockstep
from ratio import Ratio


@lockstep.mapping(Fraction, Ratio, values="Annotated[int, Ge(0), Le(99)]", make=Fraction, cases=200)
class Ratios:
    def to_port(native):
        return Ratio(native.numerator, native.denominator)

    def to_native(port):
        return Fraction(port.numerator, port.denominator)


@lockstep.port_of("native:halves", args="n: Annotated[int, Ge(0), Le(99)]", cases=1000)
def halves(n):
    if n % 2:
        raise ValueError("no half of", Ratio(n, 2))
    return n // 2
