# Puzzle: finds law=value status=diff class=order call<=40 within=20000
"""Sorting as array libraries do it: every NaN goes to the end."""


def ordered(values):
    return sorted(values, key=lambda value: (value != value, value))
