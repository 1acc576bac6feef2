# Puzzle: finds law=input-immutability status=impure class=exception-presence cause=read-only-arguments call~memoryview call<=45 within=20000
"""The same; it marks the end of the view while it looks, and puts back what stood there."""


def largest(view, least):
    if not len(view):
        return least
    last, view[-1] = view[-1], 0
    found = max(least, last, *view)
    view[-1] = last
    return found
