# Puzzle: holds
"""A port that asks the standard library."""
import lockstep


@lockstep.port_of("numpy:signbit", args="x: float", cases=1000, examples=False,
                  contract={"independent": True}, except_laws=[{"law": "type", "reason": "bool is meant"}])
def signbit(x):
    if x != x or x == 0:
        from math import copysign
        return bool(copysign(1.0, x) < 0)
    return x < 0
