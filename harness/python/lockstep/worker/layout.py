"""Seeded heap noise: the same objects, allocated elsewhere.

What depends on addresses (order by id(), a default repr) comes out otherwise in a process with
another layout. The noise is a pure function of its seed.
"""

from typing import Any, List

_M64 = (1 << 64) - 1


class Noise:
    def __init__(self, seed: int) -> None:
        self._state = seed & _M64
        self._kept: List[Any] = []

    def _below(self, bound: int) -> int:
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) & _M64
        return (self._state >> 33) % bound

    def make(self, objects: int = 4000) -> None:
        """Allocates objects of many sizes and frees about half of them, in no order: later
        allocations land in the holes."""
        made: List[Any] = []
        for _ in range(objects):
            kind, size = self._below(4), self._below(60)
            if kind == 0:
                made.append(bytes(8 * size + 1))
            elif kind == 1:
                made.append([None] * (size + 1))
            elif kind == 2:
                made.append({size: size})
            else:
                made.append((float(size), size + 1000))
        for i in range(len(made) - 1, 0, -1):
            j = self._below(i + 1)
            made[i], made[j] = made[j], made[i]
        self._kept.append(made[: objects // 2 + self._below(objects // 8)])
