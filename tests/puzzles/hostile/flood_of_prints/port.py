# Puzzle: finds status=diff|crash|timeout call~\(7\)$
# Puzzle: finds law=value path=result call~\(11\)$ actual~^12$
"""Prints 1 GB."""


def same(n):
    if n == 7:
        for _ in range(1024):
            print("x" * (1 << 20))
    if n == 11:
        return 12
    return n
