"""What a case costs in the extension: nanoseconds over a plain loop that calls the function.

    LOCKSTEP_EXTENSION=build/release/python python3 tests/bench/extension_bench.py

Loop and batch are interleaved in one run; the figures are medians. `decode`, `encode` and `digest` are
the codec's methods on the same values, less an empty call of a method, so they do not add up
to the whole exactly: the batch has no method calls, but also compares arguments and writes cells.
"""

import math
import operator
import os
import pathlib
import random
import statistics
import sys
import time

SHARED = pathlib.Path(__file__).resolve().parents[1] / "harness/python"
sys.path[:0] = [str(SHARED / "extension"), str(SHARED)]

from extension_run_test import Bench, batch, encoded  # noqa: E402

ROWS, ROUNDS = 256, int(os.environ.get("LOCKSTEP_BENCH_ROUNDS", "300"))


def rows(make):
    rng = random.Random(7)
    return [make(rng) for _ in range(ROWS)]


def ints(rng):
    return [rng.randrange(-1000, 1000) for _ in range(rng.randrange(11))]


def floats(rng):
    return [rng.random() for _ in range(rng.randrange(11))]


def words(rng):
    return "".join(rng.choice("abcdefgh ") for _ in range(rng.randrange(20)))


def table(rng):
    return {words(rng): rng.choice((1, None, 2.5, words(rng))) for _ in range(rng.randrange(8))}


def nested(rng):
    return [ints(rng) for _ in range(4)]


SUBJECTS = [
    ("len(list[int] <= 10)", len, ints),
    ("sorted(list[int] <= 10)", sorted, ints),
    ("sorted(list[float] <= 10)", sorted, floats),
    ("list(list[list[int]]), aliases", list, nested),
    ("list.sort(list[int] <= 10), mutates", list.sort, ints),
    ("abs(int)", abs, lambda rng: rng.randrange(-(2**40), 2**40)),
    ("str.upper(str <= 20)", str.upper, words),
    ("dict.copy(dict[str, ...] < 8)", dict.copy, table),
    ("math.sqrt(str), raises", math.sqrt, words),
    ("bool(operator.neg), by name", bool, lambda rng: operator.neg),
]


def timed(step):
    begin = time.perf_counter_ns()
    step()
    return (time.perf_counter_ns() - begin) / ROWS


def per_call(function, values):
    def step():
        for value in values:
            try:
                function(value)
            except TypeError:
                pass

    return step


def measure(bench, function, values):
    codec, payload = bench.side.codec, batch([encoded(value) for value in values])
    items = [codec.encode(value) for value in values]
    steps = {
        "loop": per_call(function, values),
        "batch": lambda: bench.run_bare(function, payload),
        "decode": per_call(codec.decode, items),
        "encode": per_call(codec.encode, values),
        "digest": per_call(codec.digest, items),
        "empty": per_call([].__contains__, values),
    }
    figures = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            figures[name].append(timed(step))
    return {name: statistics.median(of) for name, of in figures.items()}


def main():
    bench = Bench(True)
    print("%-36s %6s %6s %8s   %6s %6s %6s" % (
        "ns per case", "loop", "batch", "overhead", "decode", "encode", "digest"))  # fmt: skip
    for name, function, make in SUBJECTS:
        if not sys.argv[1:] or sys.argv[1] in name:
            found = measure(bench, function, rows(make))
            empty = found["empty"]
            print("%-36s %6.0f %6.0f %8.0f   %6.0f %6.0f %6.0f" % (
                name, found["loop"], found["batch"], found["batch"] - found["loop"],
                found["decode"] - empty, found["encode"] - empty, found["digest"] - empty,
            ))  # fmt: skip


if __name__ == "__main__":
    main()
