"""The Codec: values to bytes and back, and their digests.

The extension has a class of the same name and behaviour; this one is complete without it.
"""

from sys import getrecursionlimit, setrecursionlimit
from typing import Any, Callable, Optional, Tuple, TypeVar

from . import tags
from .decoder import Decoder
from .digest import digest
from .encoder import Encoder, str_item
from .item import Structured, Unencodable

# Python frames that the codec may need for a value of the greatest depth: four for an object.
_HEADROOM = 5 * tags.MAX_DEPTH + 200
Result = TypeVar("Result")


class Codec:
    """``structure`` and ``build`` handle what is not an exact builtin; ``projection`` is None
    or has a ``structure`` of its own, used for the projected encoding."""

    def __init__(
        self,
        structure: Callable[[Any], Structured],
        build: Callable[[int, Any], Any],
        projection: Optional[Any] = None,
    ) -> None:
        self._structure = structure
        self._build = build
        self._projected = projection.structure if projection is not None else structure
        self.cold = False

    def encode(self, value: Any) -> bytes:
        """The exact encoding; ``cold`` tells whether the projected one may differ."""
        encoder = Encoder(self._structure)
        encoded = self._deep(encoder.encode, value)
        self.cold = encoder.cold
        return encoded

    def encode_projected(self, value: Any) -> bytes:
        return self._deep(Encoder(self._projected).encode, value)

    def encode_outcome(self, raised: bool, value: Any) -> Tuple[bytes, bytes]:
        """Head byte and item of what was returned or raised, exact and projected. Why there is no
        encoding names classes, which are not compared."""
        head = b"\x01" if raised else b"\x00"
        try:
            exact = head + self.encode(value)
            if not self.cold:
                return exact, exact
            return exact, head + self.encode_projected(value)
        except Unencodable as error:
            reason = error.reason
        except MemoryError:
            reason = "out of memory"
        return b"\x02" + str_item(reason), b"\x02\x60"

    def decode(self, data: bytes) -> Any:
        """Raises Malformed. ``cold``: the value need not re-encode to the same bytes."""
        decoder = Decoder(bytes(data), self._build)
        value = self._deep(decoder.decode)
        self.cold = decoder.cold
        return value

    def digest(self, data: bytes) -> bytes:
        return digest(data)

    @staticmethod
    def _deep(step: Callable[..., Result], *given: Any) -> Result:
        """Runs a recursive step with headroom; user code keeps the limit that it knows."""
        limit = getrecursionlimit()
        setrecursionlimit(limit + _HEADROOM)
        try:
            return step(*given)
        finally:
            setrecursionlimit(limit)
