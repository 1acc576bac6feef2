"""cbor2 and Python itself as witnesses of the wire format and of ToPython.

`value_vectors` prints encodings beside Python source. cbor2, which shares no code with us,
decodes the one; the interpreter evaluates the other; both must be the same value, in type,
bits, order and sharing.
"""

import io
import os
import struct
import subprocess

import cbor2.decoder
import cbor2.types
import pytest

OWN = 0x4C00
NAMED = {OWN + 11: {"builtins:int": int}}
EVALUATION = {"struct": struct}


SHARED, REFERENCE, SET = 28, 29, 258


def decoded(data: bytes):
    """What cbor2 makes of the bytes."""
    return cbor2.decoder.CBORDecoder(io.BytesIO(data)).decode()


@pytest.fixture(autouse=True)
def tags_stay_tags(monkeypatch):
    """Elements of sets may be unhashable to cbor2; and its 5.4 loses track of a shared value
    that has tags inside."""
    for tag in (SHARED, REFERENCE, SET):
        monkeypatch.delitem(cbor2.decoder.semantic_decoders, tag)


class Sharing:
    """What was marked, by label, and every mutable object that was met."""

    def __init__(self):
        self.labels, self.met = [], set()


def bits(number: float) -> bytes:
    return struct.pack(">d", number)


def same_items(items, values, seen) -> bool:
    return len(items) == len(values) and all(same(i, v, seen) for i, v in zip(items, values))


def same_set(items, values, seen) -> bool:
    left = list(values)
    for item in items:
        match = next((v for v in left if same(item, v, seen)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def same_tagged(tag: int, item, value, seen) -> bool:
    if tag == 43000:
        return type(value) is complex and [bits(x) for x in item] == [bits(value.real), bits(value.imag)]
    if tag == 273:
        return type(value) is str and value.encode("utf-8", "surrogatepass") == item
    if tag == SHARED:
        seen.labels.append(value)
        return same(item, value, seen)
    if tag == SET:
        return type(value) is set and same_set(item, value, seen)
    kind = tag - OWN
    if kind == 1:
        return type(value) is tuple and same_items(item, value, seen)
    if kind == 2:
        return type(value) is dict and same_items(item, [x for pair in value.items() for x in pair], seen)
    if kind == 3:
        return type(value) is frozenset and same_set(item, value, seen)
    if kind == 4:
        return type(value) is bytearray and bytes(value) == item
    if kind == 5:
        return type(value) is memoryview and item == [
            value.format, list(value.shape), value.readonly, value.tobytes()]
    if kind == 6:
        return type(value) is range and item == [value.start, value.stop, value.step]
    if kind == 7:
        return type(value) is slice and same_items(item, [value.start, value.stop, value.step], seen)
    if kind in (8, 9):
        return item is None and value is (... if kind == 8 else NotImplemented)
    return NAMED[tag][item] is value


def same(item, value, seen) -> bool:
    tag = item.tag if isinstance(item, cbor2.types.CBORTag) else None
    if tag == REFERENCE:
        return seen.labels[item.value] is value
    if tag != SHARED and isinstance(value, (list, dict)):
        if id(value) in seen.met:
            return False  # the same object a second time, and not marked
        seen.met.add(id(value))
    if tag is not None:
        return same_tagged(tag, item.value, value, seen)
    if type(item) is not type(value):
        return False
    if isinstance(item, float):
        return bits(item) == bits(value)
    if isinstance(item, list):
        return same_items(item, value, seen)
    return item == value


def vectors(*argv: str, text: str = ""):
    run = subprocess.run([os.environ["VALUE_VECTORS"], *argv], input=text, stdout=subprocess.PIPE,
                         check=True, encoding="utf-8")
    lines = [line.split("\t") for line in run.stdout.split("\n") if line]
    return [(bytes.fromhex(data), source) for data, source in lines]


def test_cbor2_and_python_agree_on_generated_values():
    checked = vectors("4000")
    assert len(checked) == 4000
    for data, source in checked:
        assert same(decoded(data), eval(source, dict(EVALUATION)), Sharing()), (data.hex(), source)


def test_the_witness_is_not_blind():
    for data, source in [("01", "True"), ("fb8000000000000000", "0.0"), ("d94c0180", "[]"),
                         ("82d81c80d81d00", "[[], []]"), ("828080", "[a := [], a]"), ("6161", "'b'"), ("d901028101", "{2}"),
                         ("d94c02840102" "0304", "{3: 4, 1: 2}"), ("fb7ff8000000000001", "float('nan')")]:
        assert not same(decoded(bytes.fromhex(data)), eval(source), Sharing()), source


def test_text_is_escaped_as_repr_does():
    """Every code point, in runs: what repr() shows as itself we show as itself."""
    texts = ["".join(map(chr, range(start, start + 64))) for start in range(0, 0x110000, 64)]

    def encoded(text: str) -> str:
        raw = text.encode("utf-8", "surrogatepass")
        surrogates = any("\ud800" <= c <= "\udfff" for c in text)
        head = bytes([0x58 if surrogates else 0x78, len(raw)]) if len(raw) < 256 else (
            bytes([0x59 if surrogates else 0x79]) + struct.pack(">H", len(raw)))
        return (b"\xd9\x01\x11" + head if surrogates else head).hex() + raw.hex()

    for text, (_, source) in zip(texts, vectors("-", text="\n".join(map(encoded, texts)) + "\n")):
        assert eval(source) == text
        assert source == repr(text)
