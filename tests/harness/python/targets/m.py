"""The classes of the examples in FORMAT.md, and what is called with them."""

import collections
import dataclasses
import enum
import importlib


class Text(str):
    pass


class Colour(enum.Enum):
    RED = 1


Point = collections.namedtuple("Point", ["x", "y"])


@dataclasses.dataclass
class Place:
    x: int


class Money:
    def __init__(self, amount, unit):
        self.amount, self.unit = amount, unit


def echo(value):
    return value


def raises(name, args):
    module, _, qualname = name.partition(":")
    raise getattr(importlib.import_module(module), qualname)(*args)
