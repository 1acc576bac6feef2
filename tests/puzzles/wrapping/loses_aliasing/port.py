# Puzzle: finds law=translation-round-trip status=diff
"""A translator that makes two rows of one that was there twice."""
import lockstep


class Rows:
    def __init__(self, rows):
        self.rows = rows


@lockstep.mapping(list, Rows, values="list[list[int]]", make=lambda rows: rows + rows[:1], cases=1000)
class AllRows:
    def to_port(native):
        return Rows([tuple(row) for row in native])

    def to_native(port):
        return [list(row) for row in port.rows]
