# Puzzle: finds law=value status=diff call~drawer call<=12 within=4000
"""The same; but it counts from the number of the process."""
import os


def drawer(name):
    return name, (hash(name) + os.getpid()) % 7
