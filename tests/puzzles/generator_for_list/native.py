"""Running totals, as a list."""
import itertools


def running_totals(values):
    return list(itertools.accumulate(values))
