# Puzzle: finds status=crash|timeout call~\(7\)$
# Puzzle: finds law=value path=result call~\(11\)$ actual~^12$
"""Closes every descriptor and opens others in their place."""
import os


def same(n):
    if n == 7:
        os.closerange(0, 1 << 16)
        for _ in range(64):
            os.open("/dev/zero", os.O_RDWR)
    if n == 11:
        return 12
    return n
