"""The workers' encoders as witnesses: whatever the portable worker emits, the harness reads, and
writes again as the same bytes."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "harness" / "python"), str(ROOT / "tests" / "harness" / "python")]

import standard_values  # noqa: E402
from random_values import Inputs, Items, Record, Values  # noqa: E402

from lockstep.worker.values.codec import Codec  # noqa: E402
from lockstep.worker.values.item import Unencodable  # noqa: E402
from lockstep.worker.values.structure import Structure  # noqa: E402


# The reader goes as deep as values do, and under a sanitizer every step down takes more.
_, hard = resource.getrlimit(resource.RLIMIT_STACK)
resource.setrlimit(resource.RLIMIT_STACK, (64 << 20 if hard < 0 else min(64 << 20, hard), hard))


def unbuildable(tag, payload):
    raise ValueError(tag)


def echoed(encodings):
    lines = "".join(data.hex() + "\n" for data in encodings)
    run = subprocess.run([os.environ["VALUE_VECTORS"], "-"], input=lines, stdout=subprocess.PIPE,
                         check=True, encoding="utf-8")
    answers = [line.split("\t", 1) for line in run.stdout.split("\n") if line]
    assert len(answers) == len(encodings)
    return answers


def check(encodings):
    for data, (echo, text) in zip(encodings, echoed(encodings)):
        assert not text.startswith("! "), (data.hex(), text)
        assert echo == data.hex(), text


def encoded(value):
    return Codec(Structure(), unbuildable).encode(value)


@pytest.mark.parametrize("seed", range(4))
def test_outcomes_are_read(seed):
    values, encodings = Values(seed, cold=0.3), []
    while len(encodings) < 2500:
        try:
            encodings.append(encoded(values()))
        except Unencodable:
            pass
    check(encodings)


def test_inputs_are_read():
    inputs = Inputs(1, encoded)
    check([inputs() for _ in range(3000)] + [inputs.case() for _ in range(1000)])


@pytest.mark.parametrize("wrap", [lambda v: [v], lambda v: (v,), lambda v: {1: v}, lambda v: Items([v]),
                                  lambda v: Record("r", v)])
def test_the_deepest_values_are_read(wrap):
    deepest = None
    for depth in range(100, 2100, 50):
        value = 0
        for _ in range(depth):
            value = wrap(value)
        try:
            deepest = encoded(value)
        except Unencodable:
            break
    check([deepest])


# What has no Python that makes it, or none that shows it all.
TOLD = ("standard_kinds.closed(", "standard_kinds.Buffer(", "standard_kinds.moved(standard_kinds.Buffer(",
        "standard_kinds.Defaults(", "standard_kinds.with_key(", "re.match(", "re.compile('(a)|(b)').",
        "re.compile('a|ab').", "list(re.finditer", "uuid.UUID(int=5, is_safe", "io.StringIO('abc', newline",
        "map(", "filter(", "itertools.", "(n for n in", "datetime.datetime(2020, 10, 25, 2, 30, tzinfo=standard",
        "time.")


def test_standard_values_are_shown_as_python_that_makes_them():
    texts = [text for group in standard_values.GROUPS.values()
             for text in standard_values.expressions(group) if not text.startswith(TOLD)]
    encodings = [standard_values.encoded(standard_values.value(text)) for text in texts]
    for text, data, (_, shown) in zip(texts, encodings, echoed(encodings)):
        assert standard_values.encoded(standard_values.value(shown)) == data, (text, shown)


def test_all_standard_values_are_read():
    check([standard_values.encoded(standard_values.value(text)) for text in standard_values.every()])
