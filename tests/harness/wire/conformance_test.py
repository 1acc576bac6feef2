"""conformance.json: what an implementation of a peer is asked, and what must come back.

Its values are the examples of FORMAT.md and the boundaries of each head. LOCKSTEP_APPROVE=1 writes it
anew; read the difference before committing it.
"""
import json
import os
import pathlib
import re
import struct
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[3]
FILE = ROOT / "harness" / "wire" / "conformance.json"
sys.path.insert(0, str(ROOT / "harness" / "python"))

from lockstep.worker.values.codec import Codec  # noqa: E402
from lockstep.worker.process.frames import FrameWriter  # noqa: E402

SESSION = 0x1122334455667788
# Inputs alone may be these: expressions, and what is shared.
INPUTS_ONLY = ("d94c10", "d81c", "d81d")
NAN = 0x7FF8000000000000
encode = Codec(None, None).encode


def examples():
    text = (ROOT / "harness" / "wire" / "FORMAT.md").read_text("utf-8")
    rows = re.findall(r"^\| `(.*)` \| `([0-9a-f]+)` \|$", text, re.MULTILINE)
    return [(python, bytes.fromhex(item)) for python, item in rows
            if not any(tag in item for tag in INPUTS_ONLY)]


def a_float(bits):
    return b"\xfb" + struct.pack(">Q", bits)


def boundaries():
    for power in (8, 16, 32, 63, 64, 65, 200):
        for value in ((1 << power) - 1, 1 << power, -(1 << power), -(1 << power) - 1):
            yield str(value), encode(value)
    for name, bits in (("the smallest subnormal", 1), ("the largest float", 0x7FEFFFFFFFFFFFFF),
                       ("2.0**53 + 2", 0x4340000000000001), ("-inf", 0xFFF << 52),
                       ("a quiet NaN with a payload", NAN | 12345), ("a negative NaN", NAN | 1 << 63),
                       ("a signalling NaN", 0x7FF0000000000001)):
        yield name, a_float(bits)
    for size in (23, 24, 255, 256):
        yield "'x' * %d" % size, encode("x" * size)
        yield "b'x' * %d" % size, encode(b"x" * size)
    yield "'\\x00'", encode("\0")
    yield "'\\U0010ffff'", encode("\U0010ffff")
    yield "'\\ud800' + '\\udc00' (two code points)", encode("\ud800\udc00")
    yield "[0] * 300", encode([0] * 300)
    yield "lists 200 deep", b"\x81" * 199 + b"\x80"


EXCEPTIONS = [
    ("builtins:ValueError", "not in list", ["not in list"]),
    ("builtins:IndexError", "", []),
    ("builtins:KeyError", "('a', 1)", ["a", 1]),
    ("json.decoder:JSONDecodeError", "Expecting value: line 1 column 1 (char 0)", ["Expecting value"]),
]


def case(operation, *items):
    """A case of one step, its arguments encoded already."""
    return (b"\x81\x83" + encode(operation) + bytes([0x80 | len(items)]) + b"".join(items) + b"\x80")


def blob(data):
    return struct.pack("<I", len(data)) + data


def exchange():
    """The payload of a cases frame, and that of the answers to it."""
    cases = [case("lockstep:echo", encode([1, "a"])),
             case("lockstep:raise", encode("builtins:ValueError"), encode("no"), encode(["no"]))]
    head = struct.pack("<II", 1, len(cases))
    raised = encode(["builtins:ValueError", "no", ["no"]])
    answers = b"\0" + blob(encode([1, "a"])) + blob(encode([[1, "a"]]))
    answers += b"\1" + blob(raised) + blob(raised)  # its arguments are the same three values
    return head + b"".join(map(blob, cases)), head + answers


def frames():
    harness, peer = FrameWriter(SESSION), FrameWriter(SESSION)
    ready = encode({"protocol": 1, "name": "example", "version": "1", "arguments": True})
    cases, answers = exchange()
    for sender, writer, kind, payload in (
            ("peer", peer, 48, ready), ("harness", harness, 49, cases), ("peer", peer, 50, answers),
            ("harness", harness, 36, b"")):
        yield {"sender": sender, "type": kind, "payload": payload.hex(),
               "frame": writer.make(kind, payload).hex()}


def expected():
    return {
        "protocol": 1,
        "session": str(SESSION),
        "frames": list(frames()),
        "values": [{"python": python, "item": item.hex()}
                   for python, item in [*examples(), *boundaries()]],
        "exceptions": [{"class": name, "message": message, "args": encode(args).hex()}
                       for name, message, args in EXCEPTIONS],
    }


def text_of(vectors):
    """One vector a line."""
    lines = []
    for key, value in vectors.items():
        if isinstance(value, list):
            rows = ",\n    ".join(json.dumps(row) for row in value)
            lines.append('  %s: [\n    %s\n  ]' % (json.dumps(key), rows))
        else:
            lines.append("  %s: %s" % (json.dumps(key), json.dumps(value)))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def test_the_file_has_what_the_format_says():
    if os.environ.get("LOCKSTEP_APPROVE"):
        FILE.write_text(text_of(expected()), "utf-8")
    assert FILE.read_text("utf-8") == text_of(expected())


def test_a_frame_is_what_the_page_says():
    frame = bytes.fromhex(expected()["frames"][1]["frame"])
    magic, kind, session, sequence, length = struct.unpack_from("<4sIQII", frame)
    assert (magic, kind, session, sequence, length) == (b"LSF1", 49, SESSION, 1, len(frame) - 32)
    assert struct.unpack_from("<I", frame, 24 + length)[0] == zlib.crc32(frame[4:24 + length])
    assert frame[-4:] == b"1FSL"
