"""The library whose functions are ported: plain Python, as an engine's users know it."""


def clamp(value, low, high):
    """`value`, but at least `low` and at most `high`; of no meaning when `low` exceeds `high`."""
    return max(low, min(value, high))


def middle(values):
    """The middle one of the values in order, the later one of two; None of no values."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else None


def gaps(values):
    """How far each value is from the one before."""
    return [after - before for before, after in zip(values, values[1:])]
