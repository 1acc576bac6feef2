"""Frames: how messages travel over a stream socket. PROTOCOL.md has the layout."""

import zlib
from struct import Struct
from typing import Any, Optional, Tuple

HELLO, LOAD, LOADED, FORK, FORKED, EXITED, KILL, STOP = 1, 2, 3, 4, 5, 6, 7, 15
BATCH, COLUMN, FETCH, OBSERVATION, END, READY = 32, 33, 34, 35, 36, 37

MAX_PAYLOAD = 256 << 20
_HEAD = Struct("<4sIQII")
_CRC = Struct("<I")
_MAGIC, _END = b"LSF1", b"1FSL"
_crc32 = zlib.crc32


def accelerate(extension: Any) -> None:
    """From now on checksums are computed by the extension."""
    global _crc32
    _crc32 = extension.crc32


class BadFrame(Exception):
    """Bytes that end the connection: corrupted, duplicated, stale or oversized."""


class FrameWriter:
    """Makes the frames of one direction of one connection."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._sequence = 0

    def make(self, kind: int, payload: bytes) -> bytes:
        if len(payload) > MAX_PAYLOAD:
            raise BadFrame("payload of %d bytes" % len(payload))
        self._sequence += 1
        head = _HEAD.pack(_MAGIC, kind, self._session, self._sequence, len(payload))
        crc = _crc32(payload, _crc32(head[4:]))
        return b"".join((head, payload, _CRC.pack(crc), _END))


class FrameReader:
    """Takes bytes as they arrive and gives whole frames."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._sequence = 0
        self._buffer = bytearray()

    def feed(self, data: bytes) -> None:
        self._buffer += data

    def next(self) -> Optional[Tuple[int, bytes]]:
        """The next frame's type and payload; None when more bytes are needed."""
        buffer = self._buffer
        if len(buffer) < _HEAD.size:
            return None
        magic, kind, session, sequence, length = _HEAD.unpack_from(buffer)
        if magic != _MAGIC or session != self._session or length > MAX_PAYLOAD:
            raise BadFrame("no frame of this session")
        if sequence != self._sequence + 1:
            raise BadFrame("frame %d after %d" % (sequence, self._sequence))
        end = _HEAD.size + length
        if len(buffer) < end + 8:
            return None
        with memoryview(buffer) as view, view[4:end] as checked, view[_HEAD.size : end] as said:
            whole = _CRC.unpack_from(view, end)[0] == _crc32(checked)
            payload = bytes(said)
        if not whole or buffer[end + 4 : end + 8] != _END:
            raise BadFrame("corrupted frame")
        del buffer[: end + 8]
        self._sequence = sequence
        return kind, payload
