"""Decimal numbers in Python."""
from _pydecimal import Decimal


def decimal(s):
    return Decimal(s)


def formatted(s, f):
    return format(Decimal(s), f)
