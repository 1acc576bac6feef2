# Puzzle: finds status=crash call~\(7\)$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Behaves, but leaves something behind that crashes when the interpreter ends."""
import atexit
import ctypes


def same(n):
    if n == 7:
        atexit.register(ctypes.string_at, 0)
    if n == 11:
        return float(n)
    return n
