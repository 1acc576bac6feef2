# Puzzle: finds status=timeout|crash call~\(7\)$
# Puzzle: finds law=value path=result call~\(11\)$ actual~^12$
"""Stops, and uses no CPU time while it does nothing."""
import os
import signal


def same(n):
    if n == 7:
        os.kill(os.getpid(), signal.SIGSTOP)
    if n == 11:
        return 12
    return n
