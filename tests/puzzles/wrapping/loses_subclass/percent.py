"""Native's own kind of Fraction."""
from fractions import Fraction


class Percent(Fraction):
    pass
