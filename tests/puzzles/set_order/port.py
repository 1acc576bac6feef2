# Puzzle: finds law=fresh-process status=nondet also=value call<=32 within=20000
"""The most common value; a tie goes to whichever the set yields first."""
import collections


def mode(data):
    counts = collections.Counter(data)
    return max(set(data), key=counts.__getitem__)
