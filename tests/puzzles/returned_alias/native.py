"""The items that are there, in a new list."""


def without_none(items):
    return [item for item in items if item is not None]
