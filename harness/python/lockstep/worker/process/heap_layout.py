"""Seeded heap noise: the same objects, allocated elsewhere.

What depends on addresses (order by id(), a default repr) comes out otherwise in a process with
another layout. The noise is a pure function of its seed.
"""

from _random import Random  # not random, which the code under test may import anew
from array import array
from typing import Any, List


class Noise:
    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._kept: List[Any] = []

    def make(self, objects: int = 4000) -> None:
        """Allocates objects of many sizes and frees about half of them, in no order: later
        allocations land in the holes."""
        made = [_object(number & 3, (number >> 2) % 60) for number in self._numbers(objects)]
        places = self._numbers(objects)
        order = sorted(range(objects), key=places.__getitem__)
        made = [made[i] for i in order]
        self._kept.append(made[: objects // 2 + places[0] % (objects // 8)])

    def _numbers(self, count: int) -> "array[int]":
        numbers = array("I")
        size = count * numbers.itemsize
        numbers.frombytes(self._random.getrandbits(8 * size).to_bytes(size, "little"))
        return numbers


def _object(kind: int, size: int) -> Any:
    if kind == 0:
        return bytes(8 * size + 1)
    if kind == 1:
        return [None] * (size + 1)
    if kind == 2:
        return {size: size}
    return float(size), size + 1000
