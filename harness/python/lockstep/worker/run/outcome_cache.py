"""A cache of what was observed, for Fetch, up to a cap: the largest are dropped first."""

from struct import Struct
from typing import Dict, Tuple

_ROW = Struct("<II")
_NOT_KEPT = b"\xff"


class OutcomeCache:
    def __init__(self, limit: int = 64 << 20) -> None:
        self._limit = limit
        self._size = 0
        self._kept: Dict[Tuple[int, int], bytes] = {}

    def add(
        self, ticket: int, row: int, outcome: bytes, effects: bytes, projected: bytes = b""
    ) -> bool:
        """Keeps an outcome (its head byte and item), its effects item and, where it is another one,
        its projected item. False when it is not kept: by itself over the cap, or the first to go."""
        key = (ticket, row)
        self._drop(key)
        whole = outcome + effects + projected
        if len(whole) > self._limit:
            return False
        self._kept[key] = whole
        self._size += len(whole)
        if self._size > self._limit:
            self._make_way()
        return key in self._kept

    def _make_way(self) -> None:
        """Frees an eighth of the cap at once: sorting for each addition would be dear."""
        largest = [(-len(whole), key) for key, whole in self._kept.items()]
        largest.sort()
        for _, key in largest:
            if self._size <= self._limit - self._limit // 8:
                return
            self._drop(key)

    def _drop(self, key: Tuple[int, int]) -> None:
        self._size -= len(self._kept.pop(key, b""))

    def fetch(self, ticket: int, row: int) -> bytes:
        """The payload of an observation frame."""
        return _ROW.pack(ticket, row) + self._kept.get((ticket, row), _NOT_KEPT)
