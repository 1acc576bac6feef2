# Puzzle: finds status=timeout call~\(7\)$
# Puzzle: finds law=value path=result call~\(11\)$ actual~^12$
"""Never comes back, from inside one C function that no signal handler interrupts."""
import itertools


def same(n):
    if n == 7:
        sum(itertools.repeat(0))
    if n == 11:
        return 12
    return n
