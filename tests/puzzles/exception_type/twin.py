# Puzzle: holds
"""Floor division by way of divmod, which raises what `//` raises."""


def quotient(a, b):
    return divmod(a, b)[0]
