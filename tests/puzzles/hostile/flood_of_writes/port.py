# Puzzle: finds status=diff|crash|timeout call~\(7\)$
# Puzzle: finds law=value path=result call~\(11\)$ actual~^12$
"""Writes 1 GB to descriptor 1, past sys.stdout."""
import os


def same(n):
    if n == 7:
        block = b"x" * (1 << 20)
        for _ in range(1024):
            os.write(1, block)
    if n == 11:
        return 12
    return n
