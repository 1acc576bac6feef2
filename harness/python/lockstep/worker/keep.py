"""Keeps what was observed, for Fetch, up to a cap: the largest are dropped first."""

import heapq
from struct import Struct
from typing import Dict, List, Tuple

_ROW = Struct("<II")
_NOT_KEPT = b"\xff"


class Keep:
    def __init__(self, limit: int = 64 << 20) -> None:
        self._limit = limit
        self._size = 0
        self._kept: Dict[Tuple[int, int], bytes] = {}
        self._largest: List[Tuple[int, int, int]] = []

    def add(self, ticket: int, row: int, outcome: bytes, effects: bytes) -> bool:
        """Keeps an outcome (its head byte and item) and its effects item. False when it is not
        kept: by itself over the cap, or the first to go."""
        key = (ticket, row)
        self._drop(key)
        whole = outcome + effects
        if len(whole) > self._limit:
            return False
        self._kept[key] = whole
        self._size += len(whole)
        heapq.heappush(self._largest, (-len(whole), ticket, row))
        while self._size > self._limit:
            _, *largest = heapq.heappop(self._largest)
            self._drop((largest[0], largest[1]))
        return key in self._kept

    def _drop(self, key: Tuple[int, int]) -> None:
        self._size -= len(self._kept.pop(key, b""))

    def fetch(self, ticket: int, row: int) -> bytes:
        """The payload of an observation frame."""
        return _ROW.pack(ticket, row) + self._kept.get((ticket, row), _NOT_KEPT)
