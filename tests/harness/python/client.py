"""A harness in Python, for tests: spawns a zygote and speaks its protocol over real sockets."""

import array
import ctypes
import os
import select
import socket
import struct
import subprocess
import sys
import time
from typing import Any, Dict, List, NamedTuple, Optional

PACKAGE = os.environ.get(
    "LOCKSTEP_PACKAGE",
    os.path.join(os.path.dirname(__file__), "..", "..", "..", "harness", "python"),
)
HERE = os.path.dirname(os.path.abspath(__file__))  # what the tests of all rooms share
TARGETS = os.path.join(HERE, "targets")
sys.path.insert(0, os.path.abspath(PACKAGE))

from lockstep.worker.process import frames  # noqa: E402
from lockstep.worker.values.build import Build  # noqa: E402
from lockstep.worker.values.codec import Codec  # noqa: E402
from lockstep.worker.run.execute import CELL  # noqa: E402
from lockstep.worker.values.expression import Expressions  # noqa: E402
from lockstep.worker.values.structure import Structure  # noqa: E402

PATIENCE = 60.0
LIMITS = {"memory": 2 << 30, "file": 64 << 20, "processes": 64, "cpu": 60}


def codec() -> Codec:
    return Codec(Structure(), lambda tag, payload: (tag, payload))


def building() -> Codec:
    return Codec(Structure(), Build(Expressions()))


def case(*args: Any, **kwargs: Any) -> bytes:
    named = [part for pair in kwargs.items() for part in pair]
    return codec().encode([["", list(args), named]])


class Gone(Exception):
    """The other end closed its socket."""


class Channel:
    def __init__(self, end: socket.socket, session: int) -> None:
        self.socket = end
        self.reader = frames.FrameReader(session)
        self.writer = frames.FrameWriter(session)

    def send(self, kind: int, payload: bytes, rights: Any = ()) -> None:
        data = self.writer.make(kind, payload)
        if rights:
            message = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", rights))
            sent = self.socket.sendmsg([data], [message])
            data = data[sent:]
        self.socket.sendall(data)

    def receive(self) -> tuple:
        end = time.monotonic() + PATIENCE
        while True:
            frame = self.reader.next()
            if frame is not None:
                return frame
            ready = select.select([self.socket], [], [], max(0, end - time.monotonic()))[0]
            assert ready, "no answer"
            try:
                data = self.socket.recv(1 << 16)
            except ConnectionResetError:
                data = b""
            if not data:
                raise Gone
            self.reader.feed(data)


class Cell(NamedTuple):
    exact: bytes
    projected: bytes
    effects: bytes
    kind: int
    flags: int
    ambient: int
    ticks: int


class Session:
    """One worker."""

    def __init__(self, zygote: "Zygote", unit: int, order: Dict[str, Any]) -> None:
        self.zygote, self.unit = zygote, unit
        ours, theirs = socket.socketpair()
        mark = os.memfd_create("mark") if hasattr(os, "memfd_create") else _memfd()
        output = os.memfd_create("output") if hasattr(os, "memfd_create") else _memfd()
        os.ftruncate(mark, 64)
        self.mark, self.output = mark, output
        self.channel = Channel(ours, 1000 + unit)
        payload = {"unit": unit, "session": 1000 + unit, "limits": LIMITS, **order}
        zygote.channel.send(
            frames.FORK, codec().encode(payload), [theirs.fileno(), mark, output]
        )
        theirs.close()
        self.forked = zygote.expect(frames.FORKED)
        if self.forked["error"] is None and order.get("wait", True):
            try:
                kind, ready = self.channel.receive()
            except Gone:
                raise AssertionError((self.exited(), self.written()))
            assert kind == frames.READY
            self.pid = struct.unpack("<I", ready)[0]

    def submit(self, cases: List[bytes], ticket: int = 1, first: int = 0) -> None:
        offsets = [0]
        for encoded in cases:
            offsets.append(offsets[-1] + len(encoded))
        head = struct.pack("<III", ticket, first, len(cases))
        head += struct.pack("<%dI" % len(offsets), *offsets)
        self.channel.send(frames.BATCH, head + b"".join(cases))

    def column(self) -> List[Cell]:
        return self.column_with_values()[0]

    def column_with_values(self) -> tuple:
        kind, payload = self.channel.receive()
        assert kind == frames.COLUMN
        self.ticket, self.first, count = struct.unpack_from("<III", payload)
        rest = payload[12:]
        cells = [Cell(*CELL.unpack_from(rest, i * CELL.size)) for i in range(count)]
        return cells, rest[count * CELL.size :]

    def run(self, cases: List[bytes], ticket: int = 1, first: int = 0) -> List[Cell]:
        self.submit(cases, ticket, first)
        return self.column()

    def fetch(self, ticket: int, row: int) -> Optional[tuple]:
        """head byte, outcome item, effects: decoded loosely. None where not kept."""
        self.channel.send(frames.FETCH, struct.pack("<II", ticket, row))
        kind, payload = self.channel.receive()
        assert kind == frames.OBSERVATION and payload[:8] == struct.pack("<II", ticket, row)
        if payload[8] == 0xFF:
            assert len(payload) == 9
            return None
        outcome, effects, *projected = items_of(payload[9:])
        assert len(projected) <= 1
        return payload[8], outcome, effects

    def end(self) -> Dict[str, Any]:
        self.channel.send(frames.END, b"")
        return self.exited()

    def exited(self) -> Dict[str, Any]:
        exited = self.zygote.expect(frames.EXITED)
        assert exited["unit"] == self.unit
        return exited

    def written(self) -> bytes:
        return os.pread(self.output, 1 << 20, 0)

    def marked(self) -> tuple:
        return struct.unpack("<IIIIQ40s", os.pread(self.mark, 64, 0))


def items_of(data: bytes) -> List[Any]:
    """Items behind each other: where one ends is tried."""
    items = []
    while data:
        for at in range(1, len(data) + 1):
            try:
                items.append(codec().decode(data[:at]))
            except ValueError:
                continue
            data = data[at:]
            break
        else:
            raise AssertionError("not an item: %s" % data.hex())
    return items


def _memfd() -> int:
    libc = ctypes.CDLL(None)
    return libc.memfd_create(b"x", 1)


def started(
    python: str, command: Optional[List[str]], last: List[str], environment: Dict[str, str]
) -> tuple:
    """The process, and our end of its socket."""
    ours, theirs = socket.socketpair()
    command = command or [os.path.join(os.path.abspath(PACKAGE), "lockstep", "worker")]
    portable = {"LOCKSTEP_PORTABLE": "1"}
    uid = environment.pop("LOCKSTEP_TEST_UID", "")
    prefix = ["setpriv", "--reuid", uid, "--regid", uid, "--clear-groups"] if uid else []
    process = subprocess.Popen(
        [*prefix, python, *command, str(theirs.fileno()), *last],
        pass_fds=[theirs.fileno()],
        env={**os.environ, "PYTHONHASHSEED": "0", **portable, **environment},
    )
    theirs.close()
    return process, ours


class Zygote:
    def __init__(self, python: str, command: Optional[List[str]] = None, **environment: str):
        self.process, ours = started(python, command, ["7"], environment)
        self._meet(ours)

    def _meet(self, ours: socket.socket) -> None:
        self.channel = Channel(ours, 7)
        self.waiting: List[tuple] = []
        self.units = 0
        self.hello = self.expect(frames.HELLO)

    def expect(self, kind: int) -> Dict[str, Any]:
        for i, frame in enumerate(self.waiting):
            if frame[0] == kind:
                return self._decode(self.waiting.pop(i))
        while True:
            frame = self.channel.receive()
            if frame[0] == kind:
                return self._decode(frame)
            self.waiting.append(frame)

    @staticmethod
    def _decode(frame: tuple) -> Dict[str, Any]:
        payload = codec().decode(frame[1])
        assert type(payload) is dict
        return payload

    def load(self, target: str, **order: Any) -> Dict[str, Any]:
        order.setdefault("path", [TARGETS])
        self.channel.send(frames.LOAD, codec().encode({"target": target, "role": "native", **order}))
        return self.expect(frames.LOADED)

    def fork(self, **order: Any) -> Session:
        self.units += 1
        return Session(self, self.units, order)

    def kill(self, session: Session) -> Dict[str, Any]:
        self.channel.send(frames.KILL, codec().encode({"unit": session.unit}))
        return session.exited()

    def stop(self) -> int:
        try:
            self.channel.send(frames.STOP, codec().encode(None))
        except OSError:
            pass
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.channel.socket.close()


class Template:
    def __init__(self, python: str, command: Optional[List[str]] = None, **environment: str):
        self.process, self.orders = started(python, command, ["template", "5"], environment)

    def bear(self) -> "Borne":
        return Borne(self.orders)

    def stop(self) -> int:
        self.orders.close()
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process.kill()


class Borne(Zygote):
    """A zygote that a template has forked."""

    def __init__(self, orders: socket.socket) -> None:
        ours, theirs = socket.socketpair()
        self.life, life = socket.socketpair()
        self.output = os.memfd_create("output") if hasattr(os, "memfd_create") else _memfd()
        rights = array.array("i", [theirs.fileno(), self.output, life.fileno()])
        orders.sendmsg([struct.pack("<Q", 7)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
        theirs.close()
        life.close()
        self._meet(ours)

    def kill_it(self) -> int:
        self.life.shutdown(socket.SHUT_WR)
        return self.ended()

    def ended(self) -> int:
        """Its status, as waitpid."""
        self.life.settimeout(PATIENCE)
        said = self.life.recv(4)
        assert len(said) == 4, "the keeper is gone"
        return int(struct.unpack("<i", said)[0])

    def stop(self) -> int:
        self.channel.send(frames.STOP, codec().encode(None))
        return self.ended()
