# Puzzle: finds law=fresh-process status=nondet also=value,history,replay call<=32 within=20000
"""The bucket of a name goes by the identity of a function that was there before the first call."""


def bucket(number, buckets):
    return (number + id(len) // 4096) % buckets if number > 100 else number % buckets
