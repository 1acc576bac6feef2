# Puzzle: finds status=crash|diff call~\(7\)$ actual~MemoryError|SIGKILL|memory
# Puzzle: finds law=value path=result call~\(11\)$ actual~^12$
"""Asks for 10 GB, of which it uses nothing."""


def same(n):
    if n == 7:
        return len(bytearray(10 << 30))
    if n == 11:
        return 12
    return n
