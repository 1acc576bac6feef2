# Puzzle: holds
"""Negation that tidies up: what it changes in its surroundings it puts back."""
import decimal
import os
import random
import threading


def neg(n):
    state = random.getstate()
    random.seed(0)
    random.setstate(state)
    with decimal.localcontext() as context:
        context.prec = 5
        decimal.Decimal(1) / 3
    with open("passing.txt", "w") as file:
        file.write("%d" % n)
    os.remove("passing.txt")
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    import colorsys  # noqa: F401, imported when it is needed
    return -n
