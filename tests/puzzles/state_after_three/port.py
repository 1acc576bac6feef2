# Puzzle: finds law=value status=diff class=value|length|order call<=60 call~push.*push.*push within=4000
"""A ring buffer whose start stays where it is when the ring goes round a second time."""


class Window:
    def __init__(self, size):
        self._ring = [None] * size
        self._count = 0

    def _start(self):
        size = len(self._ring)
        return 0 if self._count <= size else (self._count - size if self._count < 2 * size else 1) % size

    def push(self, item):
        self._ring[self._count % len(self._ring)] = item
        self._count += 1

    def oldest(self):
        return next(iter(self), None)

    def __len__(self):
        return min(self._count, len(self._ring))

    def __iter__(self):
        start = self._start()
        return iter([self._ring[(start + i) % len(self._ring)] for i in range(len(self))])
