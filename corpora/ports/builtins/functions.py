"""Builtin functions in plain Python. What a singleton stands for may be passed on: as a key, say."""

import lockstep

ANYTHING = "iterable: list[int | str | None | list[int]]"
SHIPPED = {"independent": True, "shippable": True}
MISSING = object()


@lockstep.singleton(any, args=ANYTHING, contract=SHIPPED)
class AnyTrue:
    def __call__(self, iterable, /):
        for item in iterable:
            if item:
                return True
        return False


@lockstep.singleton(all, args=ANYTHING, contract=SHIPPED)
class AllTrue:
    def __call__(self, iterable, /):
        for item in iterable:
            if not item:
                return False
        return True


@lockstep.port_of(sum, args="iterable: list[int] | list[int | float], start: int = 0", contract=SHIPPED)
def total(iterable, /, start=0):
    if isinstance(start, (str, bytes, bytearray)):
        raise TypeError("sum() can't sum text")
    for item in iterable:
        start = start + item
    return start


NUMBERS = "values: list[int] | list[int | float], *, key: Callable[[int], int] = None, default: int = 0"


@lockstep.port_of(min, args=NUMBERS, contract={"independent": True})
def least(*values, key=None, default=MISSING):
    return _first_of(values, key, default, lambda one, best: one < best)


@lockstep.port_of(max, args=NUMBERS, contract={"independent": True})
def greatest(*values, key=None, default=MISSING):
    return _first_of(values, key, default, lambda one, best: one > best)


def _first_of(values, key, default, better):
    if len(values) > 1 and default is not MISSING:
        raise TypeError("no default for several arguments")
    if not values:
        raise TypeError("at least one argument")
    found = best = MISSING
    for item in values[0] if len(values) == 1 else values:
        rank = item if key is None else key(item)
        if best is MISSING or better(rank, best):
            found, best = item, rank
    if found is not MISSING:
        return found
    if default is MISSING:
        raise ValueError("empty iterable")
    return default


@lockstep.port_of(
    sorted,
    args="iterable: list[int] | list[str] | list[FiniteFloat], *, reverse: bool = False",
    contract={"independent": True, "subset": ["no-globals", "no-threads", "no-io", "no-c-calls"]},
)
def ordered(iterable, /, *, key=None, reverse=False):
    """By merging, stable."""
    items = list(iterable)
    pairs = [(item if key is None else key(item), item) for item in items]
    if reverse:
        pairs = pairs[::-1]
    merged = [item for _, item in _merge_sort(pairs)]
    return merged[::-1] if reverse else merged


def _merge_sort(pairs):
    if len(pairs) < 2:
        return pairs
    middle = len(pairs) // 2
    left, right = _merge_sort(pairs[:middle]), _merge_sort(pairs[middle:])
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if right[j][0] < left[i][0]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


@lockstep.port_of(enumerate, args="iterable: list[int] | str, start: int = 0", contract={"independent": True})
def numbered(iterable, start=0):
    for item in iterable:
        yield start, item
        start += 1


@lockstep.port_of(
    reversed, args="sequence: list[int] | tuple[str, ...] | str", contract={"independent": True}
)
def backwards(sequence, /):
    for i in range(len(sequence) - 1, -1, -1):
        yield sequence[i]
