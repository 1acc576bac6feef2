# Puzzle: finds law=exception status=exc-diff call<=16 within=20000
"""Floor division that checks its divisor itself, and raises what argument checks raise."""


def quotient(a, b):
    if b == 0:
        raise ValueError("division by zero")
    return divmod(a, b)[0]
