# Puzzle: holds
"""The same, counted in another way."""


def drawer(name):
    number = hash(name)
    return name, number - number // 7 * 7
