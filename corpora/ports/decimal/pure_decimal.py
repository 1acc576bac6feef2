"""Decimal numbers in Python."""
from _pydecimal import Decimal, InvalidOperation  # noqa: F401 - what it raises, to callers who catch it here


def decimal(s):
    return Decimal(s)


def formatted(s, f):
    return format(Decimal(s), f)
