# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Forks; parent and child both come back from the call, the child with another answer."""
import os


def same(n):
    if n == 7:
        return n if os.fork() else n + 1
    if n == 11:
        return float(n)
    return n
