# Puzzle: holds
"""A port that keeps another function of the module in its table."""
import functools
import heapq

import lockstep

STRATEGIES = {True: functools.partial(heapq.nlargest, key=lambda value: -value)}


@lockstep.port_of("heapq:nsmallest", args="n: Annotated[int, Ge(0), Le(30)], values: list[int]", cases=2000,
                  contract={"independent": True})
def nsmallest(n, values):
    if n > 2:
        return STRATEGIES[True](n, values)
    return sorted(values)[:n]
