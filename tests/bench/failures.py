"""Eight typical failures, shrunk by Lockstep and by Hypothesis: the smallest call, calls, seconds."""
from __future__ import annotations

import ast
import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from typing import Any, Callable, Tuple

from workloads import PATH


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


@dataclasses.dataclass(frozen=True)
class Shrinking:
    """From the first failing call to the smallest one."""

    call: str
    calls: int  # of the function under test, after the one that failed first
    seconds: float

    @property
    def size(self) -> Tuple[int, int, int]:
        """Of the arguments: values in values, characters, and the sum of the magnitudes."""
        arguments = ast.literal_eval(f"({self.call.partition('(')[2][:-1]},)")
        nodes, magnitude = _measured(arguments)
        return nodes, len(repr(arguments)), magnitude


def _measured(value: Any) -> Tuple[int, int]:
    if isinstance(value, (int, float)):
        return 1, abs(value)
    inside = [*value, *value.values()] if isinstance(value, dict) else value
    if isinstance(value, str):
        return 1, 0
    parts = [_measured(each) for each in inside]
    return 1 + sum(nodes for nodes, _ in parts), sum(magnitude for _, magnitude in parts)


def hypothesis(failure: Failure, seed: int) -> Shrinking:
    """Hypothesis, of which only what comes after the first failure counts."""
    from hypothesis import HealthCheck, Phase, given, seed as seeded, settings, strategies as st
    import bench_failures
    port = getattr(bench_failures, failure.name)
    last, began, calls = None, 0.0, 0

    @seeded(seed)
    @settings(max_examples=20000, database=None, deadline=None, report_multiple_bugs=False,
              phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
              print_blob=False)
    @given(failure.strategy(st))
    def holds(arguments):
        nonlocal last, began, calls
        calls += bool(began)
        if not port(*arguments):
            last, began = arguments, began or time.perf_counter()
            raise AssertionError

    try:
        holds()
    except AssertionError:
        pass
    if last is None:
        sys.exit(f"Hypothesis finds no call on which {failure.name} fails; give another seed")
    return Shrinking(f"f({', '.join(map(repr, last))})", calls, time.perf_counter() - began)


def lockstep(bench: pathlib.Path, failure: Failure, seed: int) -> Shrinking:
    """Lockstep's shrinker with real processes; the confirmation of the smallest is a call too."""
    with tempfile.TemporaryDirectory() as temporary:
        manifest = pathlib.Path(temporary, "lockstep.toml")
        manifest.write_text(f"""[lockstep]
path = {json.dumps([str(path) for path in PATH])}

[[port]]
native = "bench_failures:truth"
port = "bench_failures:{failure.name}"
args = "{failure.domain}"
""", "utf-8")
        done = subprocess.run([str(bench), str(manifest), str(seed)], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"{bench} fails on {failure.name}: {done.stderr.decode()}")
    found = json.loads(done.stdout)
    if not found["confirmed"]:
        sys.exit(f"{found['call']} of {failure.name} does not fail in fresh processes")
    return Shrinking(found["call"], found["calls"], found["seconds"])
