"""A timestamp in words, as the clock in Greenwich shows it."""
import time


def stamp(seconds):
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(seconds))
