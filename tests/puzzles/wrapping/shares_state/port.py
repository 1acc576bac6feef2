# Puzzle: finds law=no-sharing status=diff actual~native.items
"""A translator that hands over the list itself."""
import lockstep
from stack import Stack


class Pile:
    def __init__(self, items):
        self.things = items


@lockstep.mapping(Stack, Pile, values="list[int]", make=Stack, cases=500)
class Stacks:
    def to_port(native):
        return Pile(native.items)

    def to_native(port):
        return Stack(list(port.things))
