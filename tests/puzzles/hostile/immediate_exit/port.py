# Puzzle: finds status=crash call~\(7\)$ actual~3
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Leaves without a word, and without cleaning up."""
import os


def same(n):
    if n == 7:
        os._exit(3)
    if n == 11:
        return float(n)
    return n
