# Puzzle: holds
"""A translator that keeps the order."""
from collections import OrderedDict

import lockstep


class Table:
    def __init__(self, rows):
        self.rows = rows


@lockstep.mapping(OrderedDict, Table, values="dict[int, int]", make=OrderedDict, cases=1000)
class Tables:
    def to_port(native):
        return Table(list(native.items()))

    def to_native(port):
        return OrderedDict(port.rows)
