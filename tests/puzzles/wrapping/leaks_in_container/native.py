"""Native."""
from fractions import Fraction


def halves(n):
    return {"halves": [Fraction(n), Fraction(n, 2)]}
