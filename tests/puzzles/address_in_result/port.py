# Puzzle: finds law=fresh-process status=nondet also=value,history,replay call<=32 within=20000
"""The bucket of a number goes by the address of a function that was there before the first call.

Where such a function lies is a multiple of a large power of two, and some more: among a thousand buckets
one pair of processes in 130 finds the same one, among a prime number of a million next to none.
"""


def bucket(number, buckets):
    return (number + id(len) // 4096) % buckets if number > 100 else number % buckets
