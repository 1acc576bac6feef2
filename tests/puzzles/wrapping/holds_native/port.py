# Puzzle: finds law=independence actual~port.py:15.*nsmallest
"""A port that keeps what it stands for in a table of partial calls."""
import functools
import heapq

import lockstep

STRATEGIES = {True: functools.partial(heapq.nsmallest, key=None)}


@lockstep.port_of("heapq:nsmallest", args="n: Annotated[int, Ge(0), Le(30)], values: list[int]", cases=2000,
                  contract={"independent": True})
def nsmallest(n, values):
    if n > 2:
        return STRATEGIES[True](n, values)
    return sorted(values)[:n]
