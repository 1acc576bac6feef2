# Puzzle: finds status=timeout|crash|exc-diff call~\(7\)$
# Puzzle: finds law=value path=result call~\(11\)$ actual~^12$
"""Doubles itself nine times (a bomb with a bound), and never comes back."""
import os
import time


def same(n):
    if n == 7:
        for _ in range(9):
            os.fork()
        while True:
            time.sleep(1)
    if n == 11:
        return 12
    return n
