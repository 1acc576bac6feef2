"""The last few items that were pushed."""


class Window:
    def __init__(self, size):
        self._size = size
        self._items = []

    def push(self, item):
        self._items = [*self._items, item][-self._size:]

    def oldest(self):
        return self._items[0] if self._items else None

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(list(self._items))
