# Puzzle: holds
"""Literals of nested lists, parsed first and evaluated then."""
import ast


def literal_eval(s):
    return ast.literal_eval(ast.parse(s.lstrip(" \t"), mode="eval"))
