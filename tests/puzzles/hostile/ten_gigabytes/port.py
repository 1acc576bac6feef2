# Puzzle: finds status=crash|diff call~\(7\)$ actual~MemoryError|SIGKILL|memory
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Asks for 10 GB, of which it uses nothing."""


def same(n):
    if n == 7:
        return len(bytearray(10 << 30))
    if n == 11:
        return float(n)
    return n
