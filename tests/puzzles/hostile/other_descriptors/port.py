# Puzzle: finds status=crash|timeout call~\(7\)$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Closes every descriptor and opens others in their place."""
import os


def same(n):
    if n == 7:
        for descriptor in os.listdir("/proc/self/fd"):
            try:
                os.close(int(descriptor))
            except OSError:
                pass  # the one that listed them
        for _ in range(64):
            os.open("/dev/zero", os.O_RDWR)
    if n == 11:
        return float(n)
    return n
