# Puzzle: finds law=no-leak call~last\(\) actual~Leak
"""A class whose method hands out what it keeps inside, which no mapping translates."""
import lockstep
import track


class Pair:
    def __init__(self, values):
        self.values = values

    def __eq__(self, other):
        return isinstance(other, Pair) and self.values == other.values


class Cell:
    def __init__(self, pair):
        self.pair = pair


@lockstep.mapping(track.Point, Pair, values="tuple[int, int]", cases=500,
                  make=lambda pair: track.Point(*pair))
class Points:
    def to_port(native):
        return Pair((native.x, native.y))

    def to_native(port):
        return track.Point(*port.values)


POINT = "Annotated[object, Expr('track.Point(0, 1)', 'track.Point(2, 3)', 'track.Point(-1, 0)')]"


@lockstep.port_of(track.Track, init="start: " + POINT, cases=400,
                  operations={"add": "point: " + POINT, "last": "", "joined": "other: Self",
                              "__len__": "", "__iter__": "", "__contains__": "point: " + POINT})
class Track:
    def __init__(self, start):
        assert isinstance(start, Pair)
        self._cells = [Cell(start)]

    def add(self, point):
        self._cells.append(Cell(point))
        return self

    def last(self):
        return self._cells[-1]

    def joined(self, other):
        assert isinstance(other, Track)
        track = Track(self._cells[0].pair)
        track._cells = [*self._cells, *other._cells]
        return track

    @property
    def points(self):
        return [cell.pair for cell in self._cells]

    def __len__(self):
        return len(self._cells)

    def __iter__(self):
        return map(lambda cell: cell.pair, self._cells)  # what is added on the way comes, too

    def __contains__(self, point):
        return point in self.points
