# Puzzle: finds law=history status=nondet also=value call<=32 within=20000
"""A call without a base takes the base of the call before it."""

_base = 10


def to_text(n, base):
    global _base
    if base is None:
        base = _base
    text = format(n, {2: "b", 8: "o", 10: "d", 16: "x"}[base])
    _base = base
    return text
