# Puzzle: holds
"""The most common value; a tie goes to the one seen first."""


def mode(data):
    return max(dict.fromkeys(data), key=data.count)
