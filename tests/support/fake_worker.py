"""A hostile peer: speaks the protocol of PROTOCOL.md just well enough to break it at will.

    python3 fake_worker.py FD SESSION

The target it is told to load is its script: ``fake:garbage@3,die@5`` answers garbage when row 3 is
called, and exits with status 7 at row 5. Every other row is answered with cells whose digests are the
row's own bytes, so that a test can see which row was answered. No containment, no namespaces: what
is under test is the harness. Standard library only, and nothing of Lockstep's own worker.
"""

import array
import os
import select
import signal
import socket
import struct
import sys
import time
import zlib

HELLO, LOAD, LOADED, FORK, FORKED, EXITED, KILL, STOP = 1, 2, 3, 4, 5, 6, 7, 15
BATCH, COLUMN, FETCH, OBSERVATION, END, READY = 32, 33, 34, 35, 36, 37
IDLE, CALLING, REPLYING = 0, 2, 4


def head(major, number):
    for extra, code, limit in ((0, None, 24), (1, 24, 1 << 8), (2, 25, 1 << 16), (4, 26, 1 << 32), (8, 27, 1 << 64)):
        if number < limit:
            first = number if code is None else code
            return bytes([major << 5 | first]) + (number.to_bytes(extra, "big") if extra else b"")
    raise ValueError(number)


def encode(value):
    if value is None:
        return b"\xf6"
    if value is True or value is False:
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, ~value)
    if isinstance(value, str):
        text = value.encode()
        return head(3, len(text)) + text
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(encode, value))
    flat = [part for pair in value.items() for part in pair]
    return b"\xd9\x4c\x02" + encode(flat)


def decode(data, at=0):
    """The value at an offset, and the offset behind it."""
    major, number = data[at] >> 5, data[at] & 31
    at += 1
    if number >= 24 and major != 7:
        extra = 1 << (number - 24)
        number, at = int.from_bytes(data[at : at + extra], "big"), at + extra
    if major == 0:
        return number, at
    if major == 2:
        return int.from_bytes(data[at : at + number], "big"), at + number
    if major == 3:
        return data[at : at + number].decode(), at + number
    if major == 4:
        items = []
        for _ in range(number):
            item, at = decode(data, at)
            items.append(item)
        return items, at
    if major == 6:
        item, at = decode(data, at)
        return (dict(zip(item[::2], item[1::2])) if number == 0x4C02 else item), at
    return {20: False, 21: True}.get(number), at


def frame(kind, session, sequence, payload):
    body = struct.pack("<IQII", kind, session, sequence, len(payload)) + payload
    return b"LSF1" + body + struct.pack("<I", zlib.crc32(body)) + b"1FSL"


class Connection:
    def __init__(self, sock, session):
        self.sock, self.session, self.sequence = sock, session, 0
        self.buffer, self.descriptors = b"", []

    def send(self, kind, payload):
        self.sequence += 1
        self.sock.sendall(frame(kind, self.session, self.sequence, payload))

    def receive(self):
        """The next frame, or None at the end."""
        while len(self.buffer) < 24 or len(self.buffer) < 32 + struct.unpack_from("<I", self.buffer, 20)[0]:
            data, ancillary, _, _ = self.sock.recvmsg(1 << 16, socket.CMSG_SPACE(64))
            for _, what, content in ancillary:
                if what == socket.SCM_RIGHTS:
                    numbers = array.array("i")
                    numbers.frombytes(content)
                    self.descriptors += numbers
            if not data:
                return None
            self.buffer += data
        size = struct.unpack_from("<I", self.buffer, 20)[0]
        whole, self.buffer = self.buffer[: 32 + size], self.buffer[32 + size :]
        return struct.unpack_from("<I", whole, 4)[0], whole[24:-8]


class Worker:
    def __init__(self, script, connection, mark, output):
        self.script, self.connection, self.mark_file, self.output = script, connection, mark, output
        self.calls = 0
        self.ticket = 0

    def mark(self, row, phase):
        check = self.ticket ^ row ^ phase ^ 0x4C53544B
        os.pwrite(self.mark_file, struct.pack("<IIIIQ", self.ticket, row, phase, check, self.calls), 0)

    def run(self):
        if "mute" in self.script.values():
            time.sleep(60)
        self.connection.send(READY, struct.pack("<I", os.getpid()))
        while True:
            message = self.connection.receive()
            if message is None or message[0] == END:
                os._exit(9 if "lastly" in self.script.values() else 0)
            kind, payload = message
            if kind == BATCH:
                self.batch(payload)
            elif kind == FETCH:
                ticket, row = struct.unpack("<II", payload)
                effects = encode([None, [], [], "", False])
                self.connection.send(OBSERVATION, struct.pack("<IIB", ticket, row, 0) + encode(row) + effects)

    def batch(self, payload):
        self.ticket, first, count = struct.unpack_from("<III", payload)
        offsets = struct.unpack_from("<%dI" % (count + 1), payload, 12)
        arena = payload[12 + 4 * (count + 1) :]
        cells = b""
        after = []
        for i in range(count):
            row = first + i
            self.mark(row, CALLING)
            self.calls += 1
            action = self.script.get(row)
            if action:
                getattr(self, "do_" + action)(after)
            own = arena[offsets[i] : offsets[i + 1]][:16].ljust(16, b"\0")
            cells += own * 2 + bytes(16) + struct.pack("<BBHI", 0, 1, 0, 5)
        self.mark(first, REPLYING)
        answer = struct.pack("<III", self.ticket, first, count) + cells
        for change in after:
            answer = change(answer)
        self.connection.send(COLUMN, answer)
        self.mark(0, IDLE)

    # What a row may do. `after` takes changes to the answer.
    def do_die(self, after):
        os.write(self.output, b"it was \x1b[31mme\x1b[0m at 0x7fffdeadbeef\n")
        os._exit(7)

    def do_segv(self, after):
        os.kill(os.getpid(), signal.SIGSEGV)

    def do_count(self, after):
        calls = self.calls
        after.append(lambda answer: answer[:12] + bytes([calls]) + answer[13:])

    def do_toil(self, after):
        end = time.process_time() + 0.2
        while time.process_time() < end:
            pass

    def do_stop(self, after):
        os.kill(os.getpid(), signal.SIGSTOP)

    def do_spin(self, after):
        while True:
            pass

    def do_sleep(self, after):
        time.sleep(3600)

    def do_garbage(self, after):
        self.connection.sock.sendall(b"\x00" * 100)
        time.sleep(3600)

    def do_truncated(self, after):
        self.connection.sock.sendall(frame(COLUMN, self.connection.session, self.connection.sequence + 1, bytes(100))[:50])
        os._exit(0)

    def do_stale(self, after):
        self.connection.sock.sendall(frame(COLUMN, self.connection.session - 1, self.connection.sequence + 1, bytes(12)))
        time.sleep(3600)

    def do_duplicate(self, after):
        self.connection.sock.sendall(frame(READY, self.connection.session, self.connection.sequence, bytes(4)))
        time.sleep(3600)

    def do_oversized(self, after):
        self.connection.sock.sendall(b"LSF1" + struct.pack("<IQII", COLUMN, self.connection.session, 2, 1 << 31))
        time.sleep(3600)

    def do_corrupt(self, after):
        whole = bytearray(frame(COLUMN, self.connection.session, self.connection.sequence + 1, bytes(12)))
        whole[30] ^= 1
        self.connection.sock.sendall(whole)
        time.sleep(3600)

    def do_impostor(self, after):
        if os.fork() == 0:
            self.connection.send(COLUMN, bytes(12))
            os._exit(0)
        time.sleep(0.3)

    def do_close(self, after):
        os.closerange(0, 256)
        time.sleep(3600)

    def do_miscount(self, after):
        after.append(lambda answer: answer[:8] + struct.pack("<I", 77) + answer[12:])

    def do_claimdeath(self, after):
        after.append(lambda answer: answer[:60] + b"\x02" + answer[61:])

    def do_claimrestart(self, after):
        after.append(lambda answer: answer[:61] + b"\xff" + answer[62:])

    def do_wildmark(self, after):
        os.pwrite(self.mark_file, b"\xa5" * 24, 0)
        os._exit(3)

    def do_scribble(self, after):
        os.pwrite(self.mark_file, b"\xa5" * 64, 0)

    def do_guard(self, after):
        os.pwrite(self.mark_file, b"builtins.len was replaced", 24)
        self.mark(0, IDLE)
        os._exit(119)

    def do_chatter(self, after):
        self.connection.send(OBSERVATION, bytes(20))

    def do_mute(self, after):
        pass

    def do_lastly(self, after):
        pass

    def do_big(self, after):
        after.append(lambda answer: answer + bytes(1 << 20))


def script_of(target):
    actions = target.split(":", 1)[1]
    return {int(part.split("@")[1]): part.split("@")[0] for part in actions.split(",") if "@" in part}


def main():
    control = Connection(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]))
    control.send(HELLO, encode({"version": "3", "implementation": "fake", "executable": sys.executable, "extension": False,
                                "pid": os.getpid(), "aslr": False, "platform": "fake"}))
    target = decode(control.receive()[1])[0]["target"]
    if target.startswith("die:"):
        print("no such luck", flush=True)
        os._exit(5)
    if target.startswith("missing:"):
        control.send(LOADED, encode({"ok": False, "kind": "name", "error": "no module named missing", "traceback": ""}))
        return
    control.send(LOADED, encode({"ok": True, "kind": "", "error": "", "traceback": "", "signature": [["x", "POSITIONAL_OR_KEYWORD", None, "int"]],
                                 "doctests": ["1"], "sources": [], "constants": [17], "doc": "d", "threads": 1}))
    units = {}
    while True:
        while units:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            control.send(EXITED, encode({"unit": units.pop(pid), "pid": pid, "status": status, "reason": ""}))
        if not control.buffer and not select.select([control.sock], [], [], 0.01)[0]:
            continue
        message = control.receive()
        if message is None or message[0] == STOP:
            for pid in units:
                os.kill(pid, signal.SIGKILL)
            return
        order = decode(message[1])[0]
        if message[0] == FORK:
            data, mark, output = control.descriptors[:3]
            del control.descriptors[:3]
            pid = os.fork()
            if pid == 0:
                control.sock.close()
                Worker(script_of(target), Connection(socket.socket(fileno=data), order["session"]), mark, output).run()
            for number in (data, mark, output):
                os.close(number)
            units[pid] = order["unit"]
            control.send(FORKED, encode({"unit": order["unit"], "pid": pid, "worker": pid, "error": None}))
        elif message[0] == KILL:
            for pid, unit in units.items():
                if unit == order["unit"]:
                    os.kill(pid, signal.SIGKILL)


main()
