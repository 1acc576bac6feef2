# Puzzle: finds law=value path=result call~\(11\)$ actual~^12$
"""Forks; parent and child both come back from the call, the child with another answer."""
import os


def same(n):
    if n == 7:
        return n if os.fork() else n + 1
    if n == 11:
        return 12
    return n
