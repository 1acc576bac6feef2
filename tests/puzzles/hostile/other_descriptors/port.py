# Puzzle: finds status=crash|timeout call~\(7\)$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Closes every descriptor that it can find and opens others in their place."""
import os


def same(n):
    if n == 7:
        numbers = sorted(map(int, os.listdir("/proc/self/fd")))
        for number in numbers:
            try:
                os.close(number)
            except OSError:
                continue  # that of the listing itself
        zero = os.open("/dev/zero", os.O_RDWR)
        for number in numbers:
            os.dup2(zero, number)
    if n == 11:
        return float(n)
    return n
