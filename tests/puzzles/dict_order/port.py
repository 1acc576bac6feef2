# Puzzle: finds law=value status=diff call<=32 within=20000
"""The right dict's values win, but so does its place: its keys come first."""


def merged(a, b):
    result = dict(b)
    for key, value in a.items():
        result.setdefault(key, value)
    return result
