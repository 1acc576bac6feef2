"""The class itself, however it came here."""
import importlib


def share(n):
    return importlib.import_module("fractions").Fraction(n, 7)
