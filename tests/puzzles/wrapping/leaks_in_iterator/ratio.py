"""The port's side: Half has no mapping."""


class Ratio:
    def __init__(self, numerator, denominator):
        self.numerator, self.denominator = numerator, denominator


class Half:
    def __init__(self, numerator):
        self.numerator = numerator
