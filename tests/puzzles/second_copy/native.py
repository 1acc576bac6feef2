import fractions


def share(n):
    return fractions.Fraction(n, 7)
