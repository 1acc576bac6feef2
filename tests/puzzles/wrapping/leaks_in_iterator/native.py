"""Native."""
from fractions import Fraction


def halves(n):
    yield Fraction(n)
    yield Fraction(n, 2)
