# Puzzle: holds
"""A translator of bytes: every bit comes back."""
from array import array

import lockstep


class Doubles:
    def __init__(self, items):
        self.items = items


@lockstep.mapping(array, Doubles, values="list[float]", make=lambda items: array("d", items), cases=2000)
class Arrays:
    def to_port(native):
        return Doubles(native.tobytes())

    def to_native(port):
        return array("d", port.items)
