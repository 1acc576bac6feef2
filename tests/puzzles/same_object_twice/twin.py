# Puzzle: holds
"""Element by element, by index."""


def differences(a, b):
    return [a[index] - b[index] for index in range(min(len(a), len(b)))]
