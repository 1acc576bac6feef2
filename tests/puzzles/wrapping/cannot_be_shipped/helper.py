"""Of the port's own: it is shipped only if it is sent along."""


def plus(left, right):
    return left + right
