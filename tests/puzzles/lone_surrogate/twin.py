# Puzzle: holds
"""Escaping by a translation table."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def escape(s):
    return s.translate(_ENTITIES)
