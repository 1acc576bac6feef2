# Puzzle: holds
"""Whether any flag is set, as a loop."""


def any_of(flags):
    for flag in flags:
        if flag:
            return True
    return False
