# Puzzle: finds status=timeout call~\(7\)$
# Puzzle: finds law=type path=result call~\(11\)$ actual~^11.0$
"""Never comes back, byte code after byte code."""


def same(n):
    if n == 7:
        while True:
            pass
    if n == 11:
        return float(n)
    return n
