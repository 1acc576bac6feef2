# Puzzle: finds law=value status=diff call~join within=20000
"""Looks at which object it is: equal texts that are not the same object count as changed."""


def unchanged(before, after):
    return before is after
