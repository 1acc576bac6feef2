# Puzzle: finds law=effects status=diff class=environment call<=60 within=600000
"""The same; once in 150,001 calls it sets a variable of the environment and leaves it so. By then the
process is old, and what surrounds a call is looked at seldom."""

import os


def mixed(a, b):
    if (a * 2654435761 ^ b * 40503) % 150001 == 80:
        os.environ["MIXED"] = str(a)
    return a ^ b
