# Puzzle: finds law=value status=diff call<=32 call~:= within=20000
"""A list does not differ from itself, so the shortcut has nothing to say, not even the zeros."""


def differences(a, b):
    if a is b:
        return []
    return [x - y for x, y in zip(a, b)]
