# Puzzle: finds law=value status=diff call~drawer call<=12 within=4000
"""The same; but it counts from the number of the process, and never comes to the drawer of native."""
import os


def drawer(name):
    return name, (hash(name) + 1 + os.getpid() % 6) % 7
