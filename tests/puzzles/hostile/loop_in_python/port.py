# Puzzle: finds status=timeout call~\(7\)$
# Puzzle: finds law=value path=result call~\(11\)$ actual~^12$
"""Never comes back, byte code after byte code."""


def same(n):
    if n == 7:
        while True:
            pass
    if n == 11:
        return 12
    return n
