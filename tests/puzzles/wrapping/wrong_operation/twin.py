# Puzzle: holds
"""Operations that agree."""
from fractions import Fraction

import lockstep
from faithful_ratio import Ratio

PAIR = "tuple[Annotated[int, Ge(-9), Le(9)], Annotated[int, Ge(1), Le(9)]]"


@lockstep.mapping(Fraction, Ratio, values=PAIR, make=lambda pair: Fraction(*pair), cases=2000,
                  operations={"__add__": "other: Self", "__neg__": "", "__mul__": "other: Self"})
class Ratios:
    def to_port(native):
        return Ratio(native.numerator, native.denominator)

    def to_native(port):
        return Fraction(port.numerator, port.denominator)
