"""The mark: 64 bytes of shared memory that name the case in progress (PROTOCOL.md)."""

from struct import Struct
from typing import Any

IDLE, DECODING, CALLING, ENCODING, REPLYING, FINALIZING = range(6)
SIZE = 64
STOP_AT = 63  # the harness writes there when no case is to be begun any more
_CHECK = 0x4C53544B
_CASE = Struct("<IIIIQ")
_REASON_AT, _REASON = 24, Struct("39s")


class Mark:
    """``buffer`` is the shared memory itself; the extension writes to it as well."""

    def __init__(self, buffer: Any) -> None:
        self.buffer = buffer
        self._calls = 0

    def set(self, ticket: int, row: int, phase: int) -> None:
        if phase == CALLING:
            self._calls += 1
        check = ticket ^ row ^ phase ^ _CHECK
        _CASE.pack_into(self.buffer, 0, ticket, row, phase, check, self._calls)

    def phase(self, phase: int) -> None:
        """Changes the phase alone: nothing is in progress, the last case stays named."""
        ticket, row = _CASE.unpack_from(self.buffer)[:2]
        check = ticket ^ row ^ phase ^ _CHECK
        _CASE.pack_into(self.buffer, 0, ticket, row, phase, check, self._calls)

    def stopped(self) -> bool:
        """Whether no case is to be begun any more."""
        written: int = self.buffer[STOP_AT]
        return written != 0

    def reason(self, text: str) -> None:
        _REASON.pack_into(self.buffer, _REASON_AT, text.encode("utf-8", "replace"))
