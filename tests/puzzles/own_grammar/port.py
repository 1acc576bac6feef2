# Puzzle: finds law=value status=diff call<=25 within=20000
"""Literals of nested lists, of which three levels are kept: no text of letters at random nests so."""
import ast


def _kept(value, levels):
    if not isinstance(value, list):
        return value
    return [_kept(item, levels - 1) for item in value] if levels else []


def literal_eval(s):
    return _kept(ast.literal_eval(s), 2)
