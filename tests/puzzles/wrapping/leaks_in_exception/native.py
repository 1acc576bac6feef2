"""Native."""
from fractions import Fraction


def halves(n):
    if n % 2:
        raise ValueError("no half of", Fraction(n, 2))
    return n // 2
