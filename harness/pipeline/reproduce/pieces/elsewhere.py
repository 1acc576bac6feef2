"""The side of a port that lives elsewhere: it is told the cases by the protocol."""
import struct
import sys

from pieces.show import show

__COMMAND__ = ["perl", "port.pl"]
__CASES__ = ["00"]  # in hexadecimal
__RAISED__ = repr
__TOLD__ = "outcome"
# --- in the script:

import os, socket, subprocess, zlib

def decode(data):
    at = 0
    def value():
        nonlocal at
        first = data[at]
        major, number, at = first >> 5, first & 31, at + 1
        if 24 <= number < 28:
            size = 1 << number - 24
            number, at = int.from_bytes(data[at:at + size], "big"), at + size
        if first == 0xfb:
            return struct.unpack(">d", struct.pack(">Q", number))[0]
        if major < 2:
            return number if major == 0 else -1 - number
        if major < 4:
            text, at = data[at:at + number], at + number
            return text if major == 2 else text.decode()
        if major == 4:
            return [value() for _ in range(number)]
        return tagged(number, value()) if major == 6 else {20: False, 21: True, 22: None}[number]
    return value()

def tagged(tag, item):
    if tag in (2, 3):
        return int.from_bytes(item, "big") if tag == 2 else -1 - int.from_bytes(item, "big")
    if tag == 0x4c02:
        return dict(zip(item[::2], item[1::2]))
    if tag == 273:
        return item.decode("utf-8", "surrogatepass")
    made = {258: set, 0x4c01: tuple, 0x4c03: frozenset, 0x4c04: bytearray}
    return made[tag](item) if tag in made else (tag, item)

def frame(kind, sequence, payload):
    body = struct.pack("<IQII", kind, 1, sequence, len(payload)) + payload
    return b"LSF1" + body + struct.pack("<I", zlib.crc32(body)) + b"1FSL"

def heard(stream):
    head = stream.read(24)
    size = int.from_bytes(head[20:], "little")
    return stream.read(size + 8)[:size] if head.startswith(b"LSF1") else b""

def ask(command, cases):
    ours, theirs = socket.socketpair()
    environment = dict(os.environ, LOCKSTEP_FD=str(theirs.fileno()), LOCKSTEP_SESSION="1", LOCKSTEP_NATIVE=sys.argv[1])
    with subprocess.Popen(command, env=environment, pass_fds=[theirs.fileno()]) as port, ours:
        theirs.close()
        stream = ours.makefile("rb")
        heard(stream)
        told = b"".join(struct.pack("<I", len(case)) + case for case in cases)
        ours.sendall(frame(49, 1, struct.pack("<II", 1, len(cases)) + told))
        answers = heard(stream)
        ours.sendall(frame(36, 2, b""))
        if not answers:
            port.kill()
            sys.exit("no answer")
    return answers

answers, at = ask(__COMMAND__, [bytes.fromhex(case) for case in __CASES__]), 8
while at < len(answers):  # the last is the case itself
    head, size = answers[at], int.from_bytes(answers[at + 1:at + 5], "little")
    item, at = answers[at + 5:at + 5 + size], at + 5 + size
    size = int.from_bytes(answers[at:at + 4], "little")
    after, at = answers[at + 4:at + 4 + size], at + 4 + size
result = decode(item)
outcome = "returned " + show(result) if head == 0 else "cannot: " + str(result)
if head == 1:
    outcome = "raised " + __RAISED__(result)
seen = [decode(after) if after else [], {}]
print(__TOLD__)
