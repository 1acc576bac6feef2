"""Twice a number; and ports that now and then give something else, or did so once."""
import os
import random
import time

_BORN = time.monotonic()
_SALT = os.urandom(4).hex()
_STAMP = time.time_ns()
_LISTED = {}


def f(n):
    return n * 2


def one_in_1000(n):
    return n * 2 + (random.random() < 1 / 1000)


def raises_one_in_1000(n):
    if random.random() < 1 / 1000:
        raise ValueError(n)
    return n * 2


def warming_up(n):
    """Another answer until its interpreter is a moment old, whoever asks."""
    return n * 2 + (time.monotonic() - _BORN < 0.7)


def once_in_a_process(n):
    """At a call that each process draws for itself."""
    if not _LISTED:
        _LISTED["at"], _LISTED["calls"] = random.SystemRandom().randrange(1, 3000), 0
    _LISTED["calls"] += 1
    return n * 2 + (_LISTED["calls"] == _LISTED["at"])


class Register:
    def __init__(self):
        self.values = []

    def add(self, n):
        self.values.append(n)

    def __len__(self):
        return len(self.values)


class Forgetful(Register):
    def add(self, n):
        if random.random() > 1 / 1000:
            self.values.append(n)


# What is made at the import, and what is not.

def salt(n):
    return _SALT


def born(n):
    return _STAMP


def pid(n):
    return os.getpid()


def address(n):
    return id(object())


def string_order(n):
    return list({"alpha", "beta", "gamma", "delta", str(n)})
