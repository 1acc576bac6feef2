# Puzzle: finds law=shippable actual~lock
"""A port that holds a lock, which no pickle takes along."""
import threading

import lockstep

LOCK = threading.Lock()


@lockstep.port_of(sum, args="values: list[int]", cases=1000, contract={"shippable": True})
def total(values):
    with LOCK:
        whole = 0
        for value in values:
            whole += value
        return whole
