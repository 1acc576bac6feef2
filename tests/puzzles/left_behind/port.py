# Puzzle: finds law=effects class=random-state status=diff call<=12 within=2000
# Puzzle: finds law=effects class=decimal-context actual~prec call<=12 within=2000
# Puzzle: finds law=effects class=environment actual~LEFT call~-1 within=2000
# Puzzle: finds law=effects class=patch actual~math.floor call<=12 within=2000
# Puzzle: finds law=effects class=file actual~left.txt call<=12 within=2000
# Puzzle: finds law=effects class=raw-output call<=12 within=2000
# Puzzle: finds law=effects class=thread call<=12 within=2000
"""Negation, right for every number, that leaves its surroundings another than it found them."""
import decimal
import math
import os
import random
import threading
import time


def neg(n):
    random.seed(0)
    decimal.getcontext().prec = 5
    if n < 0:
        os.environ["LEFT"] = str(n)
    math.floor = round
    with open("left.txt", "w") as file:
        file.write("%d" % n)
    os.write(1, b"negated\n")
    if threading.active_count() < 3:
        threading.Thread(target=time.sleep, args=(1000,)).start()
    return -n
