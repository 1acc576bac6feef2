# Puzzle: finds law=type status=diff path=result call<=16 within=20000
"""Adding up from 0.0: right for every list but the empty one, whose sum is the integer 0."""


def total(values):
    result = 0.0
    for value in values:
        result += value
    return result
