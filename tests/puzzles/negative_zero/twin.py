# Puzzle: holds
"""The absolute value by clearing the sign bit."""
import math


def magnitude(x):
    return math.fabs(x)
