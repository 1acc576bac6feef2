# Puzzle: finds law=environment status=nondet cause=TZ call<=32 within=20000
"""A timestamp in words, as the local clock shows it."""
import time


def stamp(seconds):
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
