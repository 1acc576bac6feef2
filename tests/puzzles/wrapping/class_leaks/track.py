"""The library: points, and a track of them."""


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return "Point(%r, %r)" % (self.x, self.y)


class Track:
    def __init__(self, start):
        self.points = [start]

    def add(self, point):
        self.points.append(point)
        return self

    def last(self):
        return self.points[-1]

    def joined(self, other):
        track = Track(self.points[0])
        track.points = [*self.points, *other.points]
        return track

    def __len__(self):
        return len(self.points)

    def __iter__(self):
        return iter(self.points)

    def __contains__(self, point):
        return point in self.points
