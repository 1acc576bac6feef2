"""The port of `figures` that an engine wants to run in its place."""


def clamp(value, low, high):
    if value < low:
        return low
    return high if value > high else value


def middle(values):
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] if ordered else None


def gaps(values):
    return [values[i + 1] - values[i] for i in range(len(values) - 1)]
