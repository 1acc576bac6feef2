"""A small ndarray in plain Python: nested lists, a shape, a dtype and an order in memory."""

import struct

_FORMATS = {"<f8": "<d", ">f8": ">d", "<f4": "<f", "<i8": "<q", "|b1": "?"}


class Array:
    def __init__(self, nested, shape, dtype, order="C"):
        self.nested, self.shape, self.dtype, self.order = nested, tuple(shape), dtype, order

    # What others are made of.

    def flat(self, order="C"):
        """The items, the last index fastest (C) or the first (F)."""
        if len(self.shape) < 2:
            return list(self.nested)
        rows = self.nested if order == "C" else zip(*self.nested)
        return [item for row in rows for item in row]

    def _like(self, items, dtype=None):
        """The items in C order, in this one's shape and order."""
        columns = self.shape[-1]
        rows = [items[i * columns : (i + 1) * columns] for i in range(self.shape[0])]
        nested = rows if len(self.shape) == 2 else items
        return Array(nested, self.shape, dtype or self.dtype, self.order)

    # The operations.

    def __len__(self):
        return self.shape[0]

    def __neg__(self):
        if self.dtype == "|b1":
            raise TypeError("a boolean has no negative")
        return self._like([-item for item in self.flat()], _native(self.dtype))

    def __abs__(self):
        return self._like([abs(item) for item in self.flat()], _native(self.dtype))

    def __getitem__(self, index):
        if not -self.shape[0] <= index < self.shape[0]:
            raise IndexError("out of bounds")
        return Array(self.nested[index], self.shape[1:], self.dtype)

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def tolist(self):
        return [list(row) for row in self.nested]

    def tobytes(self):
        return b"".join(struct.pack(_FORMATS[self.dtype], item) for item in self.flat())

    def transpose(self):
        rows, columns = self.shape
        nested = [list(row) for row in zip(*self.nested)] if rows else [[] for _ in range(columns)]
        return Array(nested, (columns, rows), self.dtype, "F" if self.order == "C" else "C")

    def ravel(self, order):
        items = self.flat(order)
        return Array(items, (len(items),), self.dtype)

    def flatten(self):
        return self.ravel("C")

    def copy(self):
        return Array(self.tolist(), self.shape, self.dtype, "C")

    def astype(self, dtype):
        kind = {"f": float, "i": int, "b": bool}[dtype[1]]
        return self._like([kind(item) for item in self.flat()], dtype)

    def byteswap(self):
        form = _FORMATS[self.dtype]
        other = form.translate({ord("<"): ">", ord(">"): "<"})
        return self._like([struct.unpack(form, struct.pack(other, item))[0] for item in self.flat()])

    def any(self):
        return any(self.flat())

    def all(self):
        return all(self.flat())

    def max(self):
        items = self.flat()
        if not items:
            raise ValueError("maximum of nothing")
        return max(items)

    def argmin(self):
        items = self.flat()
        if not items:
            raise ValueError("minimum of nothing")
        return items.index(min(items))

    def fill(self, value):
        kind = {"f": float, "i": int, "b": bool}[self.dtype[1]]
        self.nested = self._like([kind(value)] * (self.shape[0] * self.shape[1])).nested


def _native(dtype):
    """Results of arithmetic are in the machine's own byte order."""
    return dtype.replace(">", "<")
