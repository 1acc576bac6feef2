"""The largest byte of a view of memory, and `least` at least."""


def largest(view, least):
    return max(least, *view) if len(view) else least
