"""Classes that tell nothing of themselves, and functions that return them."""


class Money:
    """Its cache is not part of it."""

    __slots__ = ("amount", "unit", "cache")

    def __init__(self, amount, unit="EUR"):
        self.amount, self.unit, self.cache = amount, unit, None

    def __eq__(self, other):
        return (self.amount, self.unit) == (other.amount, other.unit)

    __hash__ = None

    def __reduce_ex__(self, protocol):
        raise TypeError("not to be pickled")


class Forgetful(Money):
    pass


class Fickle(Money):
    pass


class Raising(Money):
    pass


class Wrong(Money):
    pass


class Silent(Money):
    pass


class Handle(Money):
    pass


class Unknown(Money):
    pass


def pay(kind, amount, unit="EUR"):
    made = globals()[kind](amount, unit)
    made.cache = object()
    return made


def purse(amount):
    return [Money(Money(amount)), {Money: Money(1)}]


def swallow():
    purse = []
    purse.append(Money(purse))
    return purse
