# Puzzle: holds
"""Letter by letter."""


def unchanged(before, after):
    return list(before) == list(after)
