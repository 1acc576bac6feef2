"""The contenders of the throughput benchmark: each returns nanoseconds per check."""
from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import tempfile
import time
from typing import Any, Dict, List, Tuple

from workloads import PATH, Arguments, Workload

# One execution a side: the laws that compare native with port need no second process.
ONE_EXECUTION = ["--laws", "value,type,exception,arguments,aliasing,effects"]
DEFAULT = ["--jobs", "2"]


def loop(workload: Workload, prebuilt: List[Arguments]) -> float:
    """The plain Python loop over objects that are already there."""
    native, port = workload.functions()
    return _loop(native, port, prebuilt)


def _loop(native: Any, port: Any, prebuilt: List[Arguments]) -> float:
    wrong = 0
    start = time.perf_counter_ns()
    for a in prebuilt:
        if native(*a) != port(*a):
            wrong += 1
    elapsed = time.perf_counter_ns() - start
    assert not wrong
    return elapsed / len(prebuilt)


def hypothesis(workload: Workload, examples: int) -> float:
    """Hypothesis, asserting the same equality."""
    from hypothesis import HealthCheck, Phase, given, settings, strategies as st
    native, port = workload.functions()
    tried = 0

    @settings(max_examples=examples, database=None, deadline=None, derandomize=True,
              phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(workload.strategy(st))
    def holds(arguments):
        nonlocal tried
        tried += 1
        assert native(*arguments) == port(*arguments)

    start = time.perf_counter_ns()
    holds()
    return (time.perf_counter_ns() - start) / max(tried, 1)


def command(program: pathlib.Path, workload: Workload, port: str, cases: int,
            directory: pathlib.Path, options: List[str]) -> List[str]:
    """The invocation of Lockstep that checks `port`; its manifest is written to `directory`."""
    manifest = directory / "lockstep.toml"
    manifest.write_text(f"""[lockstep]
path = {json.dumps([str(path) for path in PATH])}
cases = {cases}

[[port]]
native = "{workload.native}"
port = "{port}"
args = "{workload.domain}"
""", "utf-8")
    return [str(program), "check", str(manifest), "--json", str(directory / "report.json"),
            *options]


def lockstep(program: pathlib.Path, workload: Workload, port: str, cases: int,
             options: List[str]) -> Tuple[float, Dict[str, Any]]:
    """A whole run of the program, its start and end included; and the port's report."""
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(temporary)
        line = command(program, workload, port, cases, directory, options)
        start = time.perf_counter_ns()
        done = subprocess.run(line, cwd=directory, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        elapsed = time.perf_counter_ns() - start
        report = directory / "report.json"
        if done.returncode not in (0, 1) or not report.exists():
            sys.exit(f"{' '.join(line)}\n{done.stdout.decode()}{done.stderr.decode()}")
        return elapsed / cases, json.loads(report.read_text("utf-8"))["ports"][0]
