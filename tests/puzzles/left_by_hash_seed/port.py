# Puzzle: finds law=effects class=environment actual~LEFT call<=12 within=2000
"""Negation, right for both, that leaves something behind where a set yields another item first."""
import os


def negated(flag):
    for colour in {"red", "green", "blue"}:
        if colour == "blue":  # not with PYTHONHASHSEED=0
            os.environ["LEFT"] = colour
        break
    return not flag
