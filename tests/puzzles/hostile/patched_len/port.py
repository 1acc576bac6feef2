# Puzzle: finds law=value call~\(7\)$ actual~^0$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Replaces builtins.len, for itself and for whoever else believes in it."""
import builtins


def same(n):
    if n == 7:
        builtins.len = lambda _: 0
        return len(range(n))
    if n == 11:
        return float(n)
    return n
