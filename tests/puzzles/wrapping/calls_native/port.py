# Puzzle: finds law=independence actual~port.py:11.*nsmallest
"""A port that leaves the work to what it stands for."""
import heapq

import lockstep


@lockstep.port_of("heapq:nsmallest", args="n: Annotated[int, Ge(0), Le(30)], values: list[int]", cases=2000,
                  contract={"independent": True})
def nsmallest(n, values):
    return heapq.nsmallest(n, values) if n else []
