# Puzzle: finds law=value status=diff path=result call<=16 within=20000
"""The absolute value by comparison: -0.0 >= 0, so it keeps its sign."""


def magnitude(x):
    return x if x >= 0 else -x
