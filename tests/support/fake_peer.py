"""A hostile peer: keeps PROTOCOL.md's "A peer" just well enough to break it at will.

    python3 fake_peer.py garbage@3,die@5

Every case has one int that is not negative (others are declined); where it is the action's, the action is done in
place of an answer, else the int comes back. Standard library only, and nothing of Lockstep's own worker.
"""

import os
import signal
import socket
import struct
import sys
import time
import zlib

READY, CASES, ANSWERS, END = 48, 49, 50, 36
READY_ITEM = b"\xd9\x4c\x02\x84\x68protocol\x01\x64name\x64fake"


class Peer:
    def __init__(self, script):
        self.socket = socket.socket(fileno=int(os.environ["LOCKSTEP_FD"]))
        self.stream = self.socket.makefile("rb")
        self.session, self.sequence = int(os.environ["LOCKSTEP_SESSION"]), 0
        self.actions = {int(row): name for name, _, row in
                        (part.partition("@") for part in script.split(",") if part)}

    def frame(self, kind, payload, session=None, sequence=None):
        if sequence is None:
            self.sequence += 1
            sequence = self.sequence
        body = struct.pack("<IQII", kind, self.session if session is None else session, sequence, len(payload))
        body += payload
        return b"LSF1" + body + struct.pack("<I", zlib.crc32(body)) + b"1FSL"

    def run(self):
        if -1 in self.actions:
            self.act(self.actions[-1], b"")
        self.socket.sendall(self.frame(READY, READY_ITEM))
        while True:
            head = self.stream.read(24)
            if len(head) < 24:
                return
            kind, length = struct.unpack_from("<I", head, 4)[0], struct.unpack_from("<I", head, 20)[0]
            payload = self.stream.read(length)
            self.stream.read(8)
            if kind == END:
                return
            if kind == CASES:
                self.answer(payload)

    def answer(self, payload):
        count, at, answers, wanted = struct.unpack_from("<I", payload, 4)[0], 8, payload[:8], []
        for _ in range(count):
            size = struct.unpack_from("<I", payload, at)[0]
            case, at = payload[at + 4:at + 4 + size], at + 4 + size
            item, plain = case[4:-1], case[:4] == b"\x81\x83\x60\x81" and case[4] < 0x1c and case[-1] == 0x80
            number = item[0] if len(item) == 1 else int.from_bytes(item[1:], "big")
            if plain and number in self.actions:
                wanted.append(self.actions[number])
            if plain:
                answers += b"\0" + struct.pack("<I", len(item)) + item + b"\0" * 4
            else:
                answers += b"\3" + b"\4\0\0\0" + b"\x63int" + b"\0" * 4
        for name in wanted:
            if self.act(name, answers):
                return
        self.socket.sendall(self.frame(ANSWERS, answers))

    def act(self, name, answers):
        """True: nothing more is to be said to these cases."""
        send = self.socket.sendall
        if name == "die":
            sys.stderr.write("it was me\n")
            sys.stderr.flush()
            os._exit(7)
        elif name == "segv":
            os.kill(os.getpid(), signal.SIGSEGV)
        elif name == "spin":
            while True:
                pass
        elif name == "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
        elif name == "sleep":
            time.sleep(60)
        elif name == "slowly":
            for byte in self.frame(ANSWERS, answers):
                send(bytes([byte]))
                time.sleep(0.001)
        elif name == "close":
            self.stream.close()
            self.socket.close()
            time.sleep(60)
        elif name == "garbage":
            send(b"\x80" * 500)
        elif name == "truncated":
            send(self.frame(ANSWERS, answers)[:-9])
            os._exit(0)
        elif name == "corrupt":
            send(self.frame(ANSWERS, answers).replace(b"1FSL", b"1FSM"))
        elif name == "stale":
            send(self.frame(ANSWERS, answers, session=self.session + 1))
        elif name == "duplicate":
            send(self.frame(ANSWERS, answers, sequence=self.sequence))
        elif name == "oversized":
            send(b"LSF1" + struct.pack("<IQII", ANSWERS, self.session, self.sequence + 1, 1 << 31))
        elif name == "ticket":
            send(self.frame(ANSWERS, struct.pack("<I", 99999) + answers[4:]))
        elif name == "many":
            send(self.frame(ANSWERS, answers + b"\0" + b"\1\0\0\0\x05" + b"\0" * 4))
        elif name == "few":
            send(self.frame(ANSWERS, answers[:8]))
        elif name == "unasked":
            send(self.frame(ANSWERS, answers) * 2)
        elif name == "unordered":  # what no set of FORMAT.md is
            send(self.frame(ANSWERS, answers[:8] + b"\0" + b"\6\0\0\0\xd9\x01\x02\x82\x02\x01" + b"\0" * 4))
        elif name == "impostor":
            if os.fork() == 0:
                send(self.frame(ANSWERS, answers))
                os._exit(0)
            time.sleep(60)
        elif name == "memory":
            held = []
            while True:
                held.append(bytearray(64 << 20))
        elif name == "bomb":
            while True:
                os.fork()
        return True


if __name__ == "__main__":
    Peer(sys.argv[1] if len(sys.argv) > 1 else "").run()
