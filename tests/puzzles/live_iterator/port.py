# Puzzle: finds law=value|exception status=diff|exc-diff call~iter.*add.*next call<=80 within=4000
# Puzzle: finds law=value call~__eq__ call<=80 within=4000
"""An iterator sees what is added after it was made; bags of one size are equal."""
import bisect


class Bag:
    def __init__(self, items):
        self._items = sorted(items)

    def add(self, item):
        bisect.insort(self._items, item)

    def copy(self):
        return Bag(self._items)

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __eq__(self, other):
        return len(self._items) == len(other._items)

    def __repr__(self):
        return "Bag(%r)" % (self._items,)
