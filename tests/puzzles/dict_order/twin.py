# Puzzle: holds
"""The left dict's keys first, the right dict's values."""


def merged(a, b):
    result = dict(a)
    result.update(b)
    return result
