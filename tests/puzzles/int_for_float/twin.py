# Puzzle: holds
"""Adding up from the integer 0, as the original does."""


def total(values):
    result = 0
    for value in values:
        result += value
    return result
