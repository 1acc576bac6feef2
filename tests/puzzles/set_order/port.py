# Puzzle: finds law=fresh-process status=nondet also=value call<=32 within=20000
"""The most common value; a tie goes to whichever the set yields first."""


def mode(data):
    return max(set(data), key=data.count)
