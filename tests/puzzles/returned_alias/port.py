# Puzzle: finds law=aliasing status=diff call<=24 within=20000
"""Nothing to drop: the caller gets the very list that it passed, not a copy."""


def without_none(items):
    if None not in items:
        return items
    return [item for item in items if item is not None]
