"""An integer as text in a base; decimal when none is given."""

_KINDS = {None: "d", 2: "b", 8: "o", 10: "d", 16: "x"}


def to_text(n, base):
    return format(n, _KINDS[base])
