# Puzzle: holds
"""By division, without a remainder."""


def bucket(number, buckets):
    return number - buckets * (number // buckets)
