# Puzzle: holds
"""A port that makes and changes nothing."""
import lockstep


@lockstep.port_of(sorted, args="values: list[int]", cases=1000,
                  contract={"subset": ["no-mutation", "no-globals", "no-io", "no-threads", "no-c-calls"]})
def ordered(values):
    """Sorted by halves."""
    items = tuple(values)
    if len(items) < 2:
        return [*items]
    pivot, rest = items[0], items[1:]
    less = ordered([item for item in rest if item < pivot])
    return [*less, pivot, *ordered([item for item in rest if item >= pivot])]
