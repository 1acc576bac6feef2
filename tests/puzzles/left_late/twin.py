# Puzzle: holds
"""The same; what it sets is gone when it returns."""

import os


def mixed(a, b):
    if (a * 2654435761 ^ b * 40503) % 150001 == 80:
        os.environ["MIXED"] = str(a)
        del os.environ["MIXED"]
    return a ^ b
