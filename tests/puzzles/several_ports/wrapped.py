# Puzzle: several ports of one native in one matrix
"""Ports of statistics.median_low, right and wrong."""
import sys


def right(data):
    data = sorted(data)
    if not data:
        raise ValueError("no median for empty data")
    return data[(len(data) - 1) // 2]


def wrong(data):
    data = sorted(data)
    return data[len(data) // 2]


def wrong_elsewhere(data):
    """Right in native's interpreter alone."""
    return right(data) if sys.implementation.name == "cpython" else wrong(data)


def alone(data):
    """A native that nobody agrees with."""
    return max(data)
