"""Two numbers mixed."""


def mixed(a, b):
    return a ^ b
