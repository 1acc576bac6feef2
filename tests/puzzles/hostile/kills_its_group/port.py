# Puzzle: finds status=crash call~\(7\)$ actual~SIGKILL|9
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Kills its process group, in which the harness had better not be."""
import os
import signal


def same(n):
    if n == 7:
        os.killpg(os.getpgrp(), signal.SIGKILL)
    if n == 11:
        return float(n)
    return n
