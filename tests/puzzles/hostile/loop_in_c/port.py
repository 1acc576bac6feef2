# Puzzle: finds status=timeout call~\(7\)$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Never comes back, from inside one C function that no signal handler interrupts."""
import itertools


def same(n):
    if n == 7:
        sum(itertools.repeat(0))
    if n == 11:
        return float(n)
    return n
