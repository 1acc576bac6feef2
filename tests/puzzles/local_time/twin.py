# Puzzle: holds
"""A timestamp in words, as the clock in Greenwich shows it."""
import datetime


def stamp(seconds):
    then = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return then.strftime("%Y-%m-%d %H:%M")
