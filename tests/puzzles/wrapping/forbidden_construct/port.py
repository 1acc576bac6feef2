# Puzzle: finds law=subset actual~port.py:11.*no-mutation
"""A port that sorts its copy in place, though its contract has no mutation."""
import lockstep


@lockstep.port_of(sorted, args="values: list[int]", cases=1000,
                  contract={"subset": ["no-mutation", "no-globals", "no-io", "no-threads", "no-c-calls"]})
def ordered(values):
    """Sorted."""
    copy = [*values]
    copy.sort()
    return copy
