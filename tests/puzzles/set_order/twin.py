# Puzzle: holds
"""The most common value; a tie goes to the one seen first."""
import collections


def mode(data):
    counts = collections.Counter(data)
    return max(dict.fromkeys(data), key=counts.__getitem__)
