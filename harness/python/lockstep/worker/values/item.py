"""An Item is a piece of the wire format that is not a Python value: a tag, or a raw array."""

from typing import Any, List, Optional, Tuple


class Unencodable(Exception):
    """What an object has no encoding for. ``reason`` is free of addresses."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Item:
    """A tagged item, or (``tag`` None) a raw array over ``payload``.

    In a payload str, int, bytes, None, bool and float stand for themselves, Items nest, and
    any other object is a value, encoded as one.
    """

    __slots__ = ("tag", "payload")

    def __init__(self, tag: Optional[int], payload: Any) -> None:
        self.tag = tag
        self.payload = payload

    @classmethod
    def array(cls, payload: List[Any]) -> "Item":
        return cls(None, payload)


Structured = Tuple[int, Any]
