# Puzzle: holds
"""A call without a base is decimal; the state that is kept is a true cache."""

_kinds = {}


def to_text(n, base):
    if not _kinds:
        _kinds.update({None: "d", 2: "b", 8: "o", 10: "d", 16: "x"})
    return format(n, _kinds[base])
