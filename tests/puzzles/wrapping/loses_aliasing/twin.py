# Puzzle: holds
"""A translator that remembers which row is which."""
import copy

import lockstep


class Rows:
    def __init__(self, rows):
        self.rows = rows


@lockstep.mapping(list, Rows, values="list[list[int]]", make=lambda rows: rows + rows[:1], cases=1000)
class AllRows:
    def to_port(native):
        return Rows(copy.deepcopy(native))

    def to_native(port):
        return copy.deepcopy(port.rows)
