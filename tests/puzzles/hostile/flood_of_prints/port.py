# Puzzle: finds status=diff|crash|timeout call~\(7\)$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Prints 1 GB."""


def same(n):
    if n == 7:
        for _ in range(1024):
            print("x" * (1 << 20))
    if n == 11:
        return float(n)
    return n
