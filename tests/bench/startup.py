#!/usr/bin/python3
"""What starting costs: a manifest of many small functions against themselves, with few cases each.

Two programs run it in turn, and the ratio of their CPU times (of all processes that they started)
and of their peak memory is told. Without another program: the figures of the one.
"""
from __future__ import annotations

import argparse
import dataclasses
import importlib
import inspect
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
from typing import Dict, Iterator, List, Tuple

from memory import PeakMemory

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEGABYTE = 1_000_000

# Where the functions are, and what each parameter that has no default is drawn from.
DOMAINS = {
    "math": "float", "operator": "int", "statistics": "list[float]", "cmath": "complex",
    "textwrap": "str", "html": "str", "string": "str", "keyword": "str", "shlex": "str",
    "fnmatch": "str", "posixpath": "str", "ntpath": "str", "unicodedata": "str", "urllib.parse": "str",
    "base64": "bytes", "binascii": "bytes", "zlib": "bytes", "quopri": "bytes", "colorsys": "float",
    "heapq": "list[int]", "bisect": "list[int]", "calendar": "int", "ipaddress": "int", "copy": "int",
    "builtins:str": "str", "builtins:bytes": "bytes", "builtins:bytearray": "bytearray",
    "builtins:int": "int", "builtins:float": "float", "builtins:list": "list[int]",
}
# What reads and writes elsewhere, or asks how late it is.
SPARED = {"exists", "lexists", "isdir", "isfile", "islink", "ismount", "isjunction", "getsize", "getmtime",
          "getatime", "getctime", "samefile", "sameopenfile", "samestat", "realpath", "abspath",
          "relpath", "expanduser", "expandvars", "main", "timegm", "test"}


@dataclasses.dataclass(frozen=True)
class Run:
    """What one run took."""

    seconds: float  # of CPU, in all processes
    peak: int  # bytes, of all processes together
    status: str


def functions(place: str) -> Iterator[Tuple[str, str]]:
    """The public functions of a module or class, each with its inputs."""
    module, _, kind = place.partition(":")
    found = importlib.import_module(module)
    owner = getattr(found, kind) if kind else found
    for name, value in sorted(vars(owner).items()):
        if name.startswith("_") or name in SPARED or inspect.isclass(value) or not callable(value):
            continue
        if not kind and getattr(value, "__module__", module) not in (module, "_" + module, None):
            continue
        try:
            parameters = inspect.signature(value).parameters.values()
        except (TypeError, ValueError):
            continue
        needed = [one for one in parameters if one.default is one.empty
                  and one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
        if needed:
            inputs = ", ".join(f"{one.name}: {DOMAINS[place]}" for one in needed)
            yield f"{module}:{kind}.{name}" if kind else f"{module}:{name}", inputs


def manifest(ports: int) -> str:
    """A port for each function, which is native itself."""
    every = [pair for place in DOMAINS for pair in functions(place)][:ports]
    if len(every) < ports:
        raise SystemExit(f"there are only {len(every)} functions")
    return "".join(f'[[port]]\nnative = "{name}"\nport = "{name}"\nargs = "{inputs}"\n\n'
                   for name, inputs in every)


def run(program: pathlib.Path, text: str, cases: int, jobs: int) -> Run:
    """One check, with an empty corpus."""
    with tempfile.TemporaryDirectory() as directory:
        (pathlib.Path(directory) / "lockstep.toml").write_text(text, "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        process = subprocess.Popen(
            [program, "check", directory, "--cases", str(cases), "--jobs", str(jobs), "--json", "report.json",
             "--quiet"], cwd=directory, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        watched = PeakMemory(process.pid, 0.25)
        process.wait()
        peak = watched.stop()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        report = json.loads((pathlib.Path(directory) / "report.json").read_text("utf-8"))
    statuses: Dict[str, int] = {}
    for port in report["ports"]:
        statuses[port["status"]] = statuses.get(port["status"], 0) + 1
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, peak, ", ".join(f"{count} {status}" for status, count in sorted(statuses.items())))


def line(name: str, runs: List[Run], ports: int) -> str:
    """The medians of one program."""
    seconds, peak = statistics.median(one.seconds for one in runs), max(one.peak for one in runs)
    return (f"{name:8}{seconds:10.1f} s{seconds / ports * 1000:10.0f} ms a port"
            f"{peak / MEGABYTE:10.0f} MB    {runs[-1].status}")


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/lockstep")
    parser.add_argument("--before", type=pathlib.Path, help="another one, to be compared with")
    parser.add_argument("--ports", type=int, default=300)
    parser.add_argument("--cases", type=int, default=1, help="of each port")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    text = manifest(options.ports)
    now: List[Run] = []
    before: List[Run] = []
    for _ in range(options.rounds):
        if options.before is not None:
            before.append(run(options.before.resolve(), text, options.cases, options.jobs))
        now.append(run(options.program.resolve(), text, options.cases, options.jobs))
    if before:
        print(line("before", before, options.ports))
    print(line("now", now, options.ports))
    if before:
        ratio = statistics.median(was.seconds / one.seconds for was, one in zip(before, now))
        memory = max(one.peak for one in now) / max(one.peak for one in before)
        print(f"before/now: CPU time {ratio:.2f}; now/before: peak memory {memory:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
