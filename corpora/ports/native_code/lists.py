"""What of a list has no function of its own in Python."""


def part(items, start, stop, step, /):
    return items[start:stop:step]
