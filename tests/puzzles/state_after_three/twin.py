# Puzzle: holds
"""A ring buffer that starts behind what was pushed last."""


class Window:
    def __init__(self, size):
        self._ring = [None] * size
        self._count = 0

    def push(self, item):
        self._ring[self._count % len(self._ring)] = item
        self._count += 1

    def oldest(self):
        return next(iter(self), None)

    def __len__(self):
        return min(self._count, len(self._ring))

    def __iter__(self):
        start = self._count - len(self)
        return iter([self._ring[(start + i) % len(self._ring)] for i in range(len(self))])
