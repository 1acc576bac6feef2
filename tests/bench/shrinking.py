#!/usr/bin/python3
"""How small the calls get: Lockstep's minima beside Hypothesis', over eight typical failures."""
from __future__ import annotations

import argparse
import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from typing import Any, Callable, Dict, Tuple

from workloads import PATH

ROOT = pathlib.Path(__file__).resolve().parents[2]


@dataclasses.dataclass(frozen=True)
class Failure:
    """One failing port, and its inputs as Lockstep and as Hypothesis draw them."""

    name: str
    domain: str
    strategy: Callable[[Any], Any]  # from hypothesis.strategies


FAILURES = (
    Failure("sum_beyond", "xs: list[int]", lambda st: st.tuples(st.lists(st.integers()))),
    Failure("duplicates", "xs: list[int]", lambda st: st.tuples(st.lists(st.integers()))),
    Failure("many_inside", "rows: list[list[int]]",
            lambda st: st.tuples(st.lists(st.lists(st.integers())))),
    Failure("large_float", "x: float", lambda st: st.tuples(st.floats())),
    Failure("same_ends", "s: str", lambda st: st.tuples(st.text())),
    Failure("large_product", "a: int, b: int", lambda st: st.tuples(st.integers(), st.integers())),
    Failure("deep_value", "d: dict[str, list[int]]",
            lambda st: st.tuples(st.dictionaries(st.text(), st.lists(st.integers())))),
    Failure("unsorted", "xs: list[int]", lambda st: st.tuples(st.lists(st.integers()))),
)


def hypothesis(failure: Failure) -> Tuple[str, float]:
    """The smallest failing call that Hypothesis ends with, and seconds."""
    from hypothesis import HealthCheck, given, settings, strategies as st
    import bench_failures
    port = getattr(bench_failures, failure.name)
    last = [None]

    @settings(max_examples=2000, database=None, deadline=None, derandomize=True,
              suppress_health_check=list(HealthCheck), print_blob=False)
    @given(failure.strategy(st))
    def holds(arguments):
        if not port(*arguments):
            last[0] = arguments
            raise AssertionError

    start = time.perf_counter()
    try:
        holds()
    except AssertionError:
        pass
    elapsed = time.perf_counter() - start
    shown = ", ".join(map(repr, last[0])) if last[0] is not None else "not found"
    return f"{failure.name}({shown})", elapsed


def lockstep(program: pathlib.Path, failure: Failure) -> Tuple[str, float]:
    """The smallest call of Lockstep's finding, and seconds of the whole run."""
    with tempfile.TemporaryDirectory() as temporary:
        manifest = pathlib.Path(temporary, "lockstep.toml")
        manifest.write_text(f"""[lockstep]
path = {json.dumps([str(path) for path in PATH])}

[[port]]
native = "bench_failures:truth"
port = "bench_failures:{failure.name}"
args = "{failure.domain}"
""", "utf-8")
        start = time.perf_counter()
        done = subprocess.run([str(program), "check", str(manifest), "--json", "-"],
                              cwd=temporary, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        elapsed = time.perf_counter() - start
    found = json.loads(done.stdout)["ports"][0]["findings"]
    calls = [finding["call"] for finding in found if finding["law"] == "value"]
    call = min(calls, key=len) if calls else "not found"
    return call.replace("truth(", f"{failure.name}("), elapsed


def main() -> None:
    """Prints both minima of every failure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/lockstep")
    options = parser.parse_args()
    results: Dict[str, Any] = {}
    for failure in FAILURES:
        results[failure.name] = (lockstep(options.program, failure), hypothesis(failure))
    for name, ((ours, our_time), (theirs, their_time)) in results.items():
        print(f"{name:14} lockstep   {our_time * 1e3:7.0f} ms  {ours}")
        print(f"{'':14} hypothesis {their_time * 1e3:7.0f} ms  {theirs}")


if __name__ == "__main__":
    sys.exit(main())
