# Puzzle: finds status=diff|crash|timeout call~\(7\)$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Writes 1 GB to descriptor 1, past sys.stdout."""
import os


def same(n):
    if n == 7:
        block = b"x" * (1 << 20)
        for _ in range(1024):
            os.write(1, block)
    if n == 11:
        return float(n)
    return n
