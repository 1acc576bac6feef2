# Puzzle: finds law=translation-round-trip status=diff call~nan
"""A translator through Python arithmetic: every NaN becomes the same."""
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
        return array("d", [float("nan") if item != item else item for item in array("d", port.items)])
