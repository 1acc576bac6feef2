"""Codecs for money.py: two that can be relied on, and some that cannot."""

import itertools

import lockstep
from money import Fickle, Forgetful, Money, Raising, Silent, Wrong

_count = itertools.count()


@lockstep.codec(Money)
def money(value):
    return lockstep.made(Money, value.amount, unit=value.unit)


@lockstep.codec("money:Handle")
def handle(value):
    return lockstep.parts(amount=value.amount)


@lockstep.codec(Forgetful)
def forgetful(value):
    return lockstep.made(Forgetful, value.amount)


@lockstep.codec(Fickle)
def fickle(value):
    return lockstep.made(Fickle, next(_count))


@lockstep.codec(Raising)
def raising(value):
    raise SystemExit(value)


@lockstep.codec(Wrong)
def wrong(value):
    return lockstep.made(Money, value.amount, value.unit)


@lockstep.codec(Silent)
def silent(value):
    return value.amount
