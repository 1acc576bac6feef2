#!/usr/bin/python3
"""How fast, beside a plain loop and Hypothesis; contenders interleaved, medians of per-round ratios.

No case is cached or skipped: a variant that is wrong once in 50,000 cases has to be found, and
nine in ten generated cases are distinct. Run it with the interpreter the extension is built for.
"""
from __future__ import annotations

import argparse
import dataclasses
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
from typing import Any, Dict, List, Optional

import contenders
from memory import PeakMemory
from workloads import WORKLOADS, Workload

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEGABYTE = 1_000_000


@dataclasses.dataclass(frozen=True)
class Gate:
    """A figure that has to be reached."""

    workload: str
    ratio: str
    at_most: Optional[float] = None
    at_least: Optional[float] = None

    def missed(self, figure: float) -> bool:
        """Whether the figure does not reach the gate."""
        return bool((self.at_most is not None and figure > self.at_most)
                    or (self.at_least is not None and figure < self.at_least))

    def __str__(self) -> str:
        bound = f"<= {self.at_most}" if self.at_most is not None else f">= {self.at_least}"
        return f"{self.workload}: {self.ratio} {bound}"


GATES = (
    Gate("sorted", "hypothesis/once", at_least=300),
    Gate("sorted", "once/loop", at_most=4),
    Gate("sorted", "default/loop", at_most=6),
    Gate("json.dumps", "once/loop", at_most=1.6),
    Gate("json.dumps pure", "once/loop", at_most=1.6),
)


def one_round(program: pathlib.Path, workload: Workload, prebuilt: List, cases: int,
              examples: int, before: Optional[pathlib.Path]) -> Dict[str, float]:
    """Nanoseconds per check of every contender, one after the other."""
    times = {
        "loop": contenders.loop(workload, prebuilt),
        "once": contenders.lockstep(program, workload, workload.port, cases,
                                    contenders.ONE_EXECUTION)[0],
        "default": contenders.lockstep(program, workload, workload.port, cases,
                                       contenders.DEFAULT)[0],
        "hypothesis": contenders.hypothesis(workload, examples),
    }
    if before is not None:
        times["before"] = contenders.lockstep(before, workload, workload.port, cases,
                                              contenders.DEFAULT)[0]
    return times


def ratios(rounds: List[Dict[str, float]]) -> Dict[str, float]:
    """Medians of the ratios inside each round."""
    pairs = [("once", "loop"), ("default", "loop"), ("hypothesis", "once")]
    if "before" in rounds[0]:
        pairs.append(("before", "default"))
    return {f"{one}/{other}": statistics.median(times[one] / times[other] for times in rounds)
            for one, other in pairs}


def measured(program: pathlib.Path, workload: Workload, options: argparse.Namespace) -> Dict[str, Any]:
    """All rounds of one workload."""
    prebuilt = workload.prebuilt(options.prebuilt)
    rounds = [one_round(program, workload, prebuilt, options.cases, options.examples,
                        options.before)
              for _ in range(options.rounds)]
    return {"ns per check": {name: statistics.median(times[name] for times in rounds)
                             for name in rounds[0]},
            "ratios": ratios(rounds)}


def proven(program: pathlib.Path, workload: Workload, cases: int) -> Dict[str, Any]:
    """That cases are neither skipped nor repeated: the rare defect, and how many are distinct."""
    _, sound = contenders.lockstep(program, workload, workload.port, cases, contenders.DEFAULT)
    _, rare = contenders.lockstep(program, workload, workload.port + "_wrong_rarely", cases,
                                  contenders.ONE_EXECUTION)
    return {"status": sound["status"], "distinct": sound.get("distinct", 0) / sound["cases"],
            "rare defect found": any(finding["law"] == "value" for finding in rare["findings"])}


def peak_memory(program: pathlib.Path, workload: Workload, cases: int) -> int:
    """Bytes of all processes together, at most, in the default check."""
    with tempfile.TemporaryDirectory() as directory:
        line = contenders.command(program, workload, workload.port, cases,
                                  pathlib.Path(directory), contenders.DEFAULT)
        process = subprocess.Popen(line, cwd=directory, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        watched = PeakMemory(process.pid)
        process.wait()
        return watched.stop()


def table(results: Dict[str, Any]) -> str:
    """The figures as text."""
    columns = ("loop", "once", "default", "hypothesis")
    lines = [f"{'ns per check':18}" + "".join(f"{name:>12}" for name in columns)
             + f"{'once/loop':>12}{'default/loop':>14}{'hyp./once':>11}{'distinct':>10}  rare"]
    for name, result in results["workloads"].items():
        times, ratio = result["ns per check"], result["ratios"]
        lines.append(f"{name:18}" + "".join(f"{times[column]:12.0f}" for column in columns)
                     + f"{ratio['once/loop']:12.2f}{ratio['default/loop']:14.2f}"
                     + f"{ratio['hypothesis/once']:11.0f}{result['distinct']:10.3f}"
                     + ("  found" if result["rare defect found"] else "  MISSED"))
        if "before/default" in ratio:
            lines.append(f"{'':18}throughput, now/before: {ratio['before/default']:.3f}")
    lines.append(f"peak memory in {results['memory cases']:,} cases: "
                 f"{results['peak memory'] / MEGABYTE:.0f} MB")
    return "\n".join(lines)


def failures(results: Dict[str, Any]) -> List[str]:
    """The gates that were missed."""
    workloads = results["workloads"]
    missed = [f"{gate}: {workloads[gate.workload]['ratios'][gate.ratio]:.2f}" for gate in GATES
              if gate.workload in workloads
              and gate.missed(workloads[gate.workload]["ratios"][gate.ratio])]
    for name, result in workloads.items():
        if result["distinct"] < 0.9:
            missed.append(f"{name}: only {result['distinct']:.1%} of the cases are distinct")
        if not result["rare defect found"]:
            missed.append(f"{name}: the defect in one of 50,000 cases was not found")
        if result["status"] != "match":
            missed.append(f"{name}: status {result['status']}")
    if results["peak memory"] >= 500 * MEGABYTE:
        missed.append(f"peak memory {results['peak memory'] / MEGABYTE:.0f} MB")
    return missed


def main() -> int:
    """Runs the benchmark; 1 when --gate is given and missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/lockstep")
    parser.add_argument("--before", type=pathlib.Path, help="another one, to be compared with")
    parser.add_argument("--only", action="append", help="a workload; may be repeated")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cases", type=int, default=1_000_000, help="of Lockstep, per round")
    parser.add_argument("--prebuilt", type=int, default=100_000, help="of the loop, per round")
    parser.add_argument("--examples", type=int, default=300, help="of Hypothesis, per round")
    parser.add_argument("--memory-cases", type=int, default=1_000_000)
    parser.add_argument("--json", type=pathlib.Path, help="where the figures go as JSON")
    parser.add_argument("--gate", action="store_true", help="exit status 1 if a gate is missed")
    options = parser.parse_args()
    options.program = options.program.resolve()
    options.before = options.before and options.before.resolve()
    results: Dict[str, Any] = {"workloads": {}, "memory cases": options.memory_cases}
    chosen = [each for each in WORKLOADS if not options.only or each.name in options.only]
    for workload in chosen:
        print(f"{workload.name} ...", file=sys.stderr)
        results["workloads"][workload.name] = {
            **measured(options.program, workload, options),
            **proven(options.program, workload, options.cases)}
    results["peak memory"] = peak_memory(options.program, chosen[0], options.memory_cases)
    print(table(results))
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    missed = failures(results) if options.gate else []
    for line in missed:
        print(f"missed: {line}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
