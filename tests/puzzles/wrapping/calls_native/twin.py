# Puzzle: holds
"""A port that uses the rest of the module."""
import heapq

import lockstep


@lockstep.port_of("heapq:nsmallest", args="n: Annotated[int, Ge(0), Le(30)], values: list[int]", cases=2000,
                  contract={"independent": True})
def nsmallest(n, values):
    heap = list(values)
    heapq.heapify(heap)
    return [heapq.heappop(heap) for _ in range(min(n, len(heap)))]
