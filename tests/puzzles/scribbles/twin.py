# Puzzle: holds
"""The same in a loop."""


def largest(view, least):
    for byte in view:
        if byte > least:
            least = byte
    return least
