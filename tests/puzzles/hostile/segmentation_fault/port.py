# Puzzle: finds status=crash call~\(7\)$ actual~SIGSEGV|11
# Puzzle: finds law=value path=result call~\(11\)$ actual~^12$
"""Reads where nothing is mapped."""
import ctypes


def same(n):
    if n == 7:
        ctypes.string_at(0)
    if n == 11:
        return 12
    return n
