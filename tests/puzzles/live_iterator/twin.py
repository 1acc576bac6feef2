# Puzzle: holds
"""The same bag, kept in the order in which things came."""


class Bag:
    def __init__(self, items):
        self._items = list(items)

    def add(self, item):
        self._items.append(item)

    def copy(self):
        return Bag(self._items)

    def __iter__(self):
        return iter(sorted(self._items))

    def __len__(self):
        return len(self._items)

    def __eq__(self, other):
        return sorted(self._items) == sorted(other._items)

    def __repr__(self):
        return "Bag(%r)" % (sorted(self._items),)
