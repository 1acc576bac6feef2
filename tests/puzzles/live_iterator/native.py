"""A bag of numbers; who goes through it sees what was in it when he began."""


class Bag:
    def __init__(self, items):
        self._items = sorted(items)

    def add(self, item):
        self._items = sorted([*self._items, item])

    def copy(self):
        return Bag(self._items)

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __eq__(self, other):
        return self._items == other._items

    def __repr__(self):
        return "Bag(%r)" % (self._items,)
