"""A port of Fraction."""


class Ratio:
    def __init__(self, numerator, denominator):
        self.numerator, self.denominator = numerator, denominator

    def __add__(self, other):
        top = self.numerator * other.denominator + other.numerator * self.denominator
        return Ratio(top, self.denominator * other.denominator)

    def __mul__(self, other):
        return Ratio(self.numerator * other.numerator, self.denominator * other.denominator)

    def __neg__(self):
        return Ratio(-self.numerator, self.denominator)
