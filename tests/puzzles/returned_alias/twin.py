# Puzzle: holds
"""A copy by filtering."""


def without_none(items):
    return list(filter(lambda item: item is not None, items))
