# Puzzle: finds status=crash call~\(7\)$ actual~SIGSEGV|11
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Reads where nothing is mapped."""
import ctypes


def same(n):
    if n == 7:
        ctypes.string_at(0)
    if n == 11:
        return float(n)
    return n
