"""Native."""
from fractions import Fraction


def halves(n):
    raise ValueError("no half of", Fraction(n, 2))
