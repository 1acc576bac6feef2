"""Native."""
from fractions import Fraction
from types import SimpleNamespace


def halves(n):
    return SimpleNamespace(half=Fraction(n, 2))
