"""Decimal numbers by libmpdec."""
from _decimal import Decimal


def decimal(s):
    return Decimal(s)


def formatted(s, f):
    return format(Decimal(s), f)
