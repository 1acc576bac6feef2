# Puzzle: holds
"""Sorting in place, over a copy."""


def ordered(values):
    copy = list(values)
    copy.sort()
    return copy
