# Puzzle: holds
"""Counting the ones of the binary text."""


def bit_count(n):
    return bin(n).count("1")
