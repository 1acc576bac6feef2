# Puzzle: finds law=value status=diff path=result call<=40 within=20000
"""Counting bits as it is done in a 64-bit register: bits above the 64th are not there."""


def bit_count(n):
    n = abs(n) & 0xFFFFFFFFFFFFFFFF
    n -= (n >> 1) & 0x5555555555555555
    n = (n & 0x3333333333333333) + ((n >> 2) & 0x3333333333333333)
    n = (n + (n >> 4)) & 0x0F0F0F0F0F0F0F0F
    return (n * 0x0101010101010101 & 0xFFFFFFFFFFFFFFFF) >> 56
