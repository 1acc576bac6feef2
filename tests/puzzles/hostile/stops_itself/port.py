# Puzzle: finds status=timeout|crash call~\(7\)$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Stops, and uses no CPU time while it does nothing."""
import os
import signal


def same(n):
    if n == 7:
        os.kill(os.getpid(), signal.SIGSTOP)
    if n == 11:
        return float(n)
    return n
