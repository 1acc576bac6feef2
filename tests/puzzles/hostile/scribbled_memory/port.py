# Puzzle: finds status=crash call~\(7\)$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Fills all memory that it shares with anyone, then dies."""
import ctypes
import os
import signal


def same(n):
    if n == 7:
        with open("/proc/self/maps", encoding="ascii") as maps:
            mappings = [line.split() for line in maps]
        for span, rights, *_ in mappings:
            if rights == "rw-s":
                start, end = (int(address, 16) for address in span.split("-"))
                ctypes.memset(start, 0xFF, end - start)
        os.kill(os.getpid(), signal.SIGSEGV)
    if n == 11:
        return float(n)
    return n
