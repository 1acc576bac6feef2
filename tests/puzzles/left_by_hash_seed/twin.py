# Puzzle: holds
"""Negation that asks a set the same, and leaves nothing."""


def negated(flag):
    for colour in {"red", "green", "blue"}:
        if colour == "blue":
            return not flag
        break
    return not flag
