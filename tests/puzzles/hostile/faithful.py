"""What every hostile port stands in for."""


def same(n):
    return n
