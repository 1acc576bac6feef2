# Puzzle: finds law=type status=diff path=result call<=16 within=20000
"""Whether any flag is set, folded with `|`: 1 | False is 1, which only equals True."""
import functools
import operator


def any_of(flags):
    return functools.reduce(operator.or_, flags, False)
