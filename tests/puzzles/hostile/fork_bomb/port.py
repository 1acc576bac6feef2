# Puzzle: finds status=crash call~\(7\)$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Doubles itself nine times (a bomb with a bound), and never comes back."""
import os
import time


def same(n):
    if n == 7:
        for _ in range(9):
            try:
                os.fork()
            except OSError:
                pass
        while True:
            time.sleep(1)
    if n == 11:
        return float(n)
    return n
