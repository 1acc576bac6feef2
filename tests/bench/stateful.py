#!/usr/bin/python3
"""Sequences of operations a second, of Lockstep and of Hypothesis' stateful machine, in one run.

Both play the same operations with the same kinds of arguments on collections.OrderedDict and on its
pure Python twin, look at the state after every operation, and draw sequences of the same average
length.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any, Dict, Tuple

ROOT = pathlib.Path(__file__).resolve().parents[2]
PORTS = ROOT / "corpora/ports/classes"
sys.path.insert(0, str(PORTS))
LEAST = 100  # times as many sequences a second

MANIFEST = """[lockstep]
path = [{path}]
cases = {cases}

[[port]]
native = "collections:OrderedDict"
port = "pure_ordered_dict:OrderedDict"
init = "items: list[tuple[Annotated[int, Ge(0), Le(5)], int]]"
operations = {{ __setitem__ = "k: Annotated[int, Ge(0), Le(5)], v: int", pop = "k: Annotated[int, Ge(0), Le(5)]", \
popitem = "last: bool", move_to_end = "k: Annotated[int, Ge(0), Le(5)], last: bool", \
setdefault = "k: Annotated[int, Ge(0), Le(5)], d: int", clear = "", __len__ = "", __delitem__ = "k: Annotated[int, Ge(0), Le(5)]" }}
observe = "list(o.items())"
"""


def lockstep(program: pathlib.Path, cases: int, laws: str) -> Dict[str, float]:
    """A whole run of the program, its start and end included."""
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(temporary)
        (directory / "lockstep.toml").write_text(
            MANIFEST.format(path=json.dumps(str(PORTS)), cases=cases), "utf-8")
        command = [str(program), "check", temporary, "--json", temporary + "/report.json", "--quiet",
                   "--jobs", "2", *(["--laws", laws] if laws else [])]
        start = time.perf_counter()
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE)
        elapsed = time.perf_counter() - start
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{done.stderr.decode()}")
        port = json.loads((directory / "report.json").read_text("utf-8"))["ports"][0]
        return {"per second": port["cases"] / elapsed, "distinct": port["distinct"] / port["cases"]}


def machine() -> Tuple[type, Dict[str, int]]:
    """Hypothesis' state machine over the same pair, and what it counts."""
    from collections import OrderedDict as Native

    from pure_ordered_dict import OrderedDict as Port
    from hypothesis import strategies as st
    from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

    keys, counted = st.integers(0, 5), {"sequences": 0, "operations": 0}

    class Both(RuleBasedStateMachine):
        @initialize(items=st.lists(st.tuples(keys, st.integers())))
        def begin(self, items):
            counted["sequences"] += 1
            self.native, self.port = Native(items), Port(items)
            self.same()

        def same(self):
            assert list(self.native.items()) == list(self.port.items())

        def both(self, method, *args):
            counted["operations"] += 1
            results = []
            for side in (self.native, self.port):
                try:
                    results.append(getattr(side, method)(*args))
                except Exception as error:
                    results.append(type(error))
            assert results[0] == results[1]
            self.same()

        @rule(k=keys, v=st.integers())
        def set_item(self, k, v):
            self.both("__setitem__", k, v)

        @rule(k=keys)
        def pop(self, k):
            self.both("pop", k)

        @rule(last=st.booleans())
        def popitem(self, last):
            self.both("popitem", last)

        @rule(k=keys, last=st.booleans())
        def move_to_end(self, k, last):
            self.both("move_to_end", k, last)

        @rule(k=keys, d=st.integers())
        def setdefault(self, k, d):
            self.both("setdefault", k, d)

        @rule()
        def clear(self):
            self.both("clear")

        @rule()
        def length(self):
            self.both("__len__")

        @rule(k=keys)
        def delete(self, k):
            self.both("__delitem__", k)

    return Both, counted


def hypothesis(sequences: int, steps: int) -> Dict[str, float]:
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis.stateful import run_state_machine_as_test

    both, counted = machine()
    chosen = settings(max_examples=sequences, stateful_step_count=steps, database=None, deadline=None,
                      derandomize=True, phases=[Phase.generate],
                      suppress_health_check=list(HealthCheck))
    start = time.perf_counter()
    run_state_machine_as_test(both, settings=chosen)
    elapsed = time.perf_counter() - start
    return {"per second": counted["sequences"] / elapsed,
            "operations": counted["operations"] / counted["sequences"]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/lockstep")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cases", type=int, default=100_000, help="of Lockstep, per round")
    parser.add_argument("--sequences", type=int, default=150, help="of Hypothesis, per round")
    parser.add_argument("--steps", type=int, default=11,
                        help="of Hypothesis, at most; its sequences have 7 on average then, as ours do")
    parser.add_argument("--json", type=pathlib.Path, help="where the figures go as JSON")
    parser.add_argument("--gate", action="store_true", help="exit status 1 if a gate is missed")
    options = parser.parse_args()
    rounds = []
    for _ in range(options.rounds):
        rounds.append({
            "once": lockstep(options.program, options.cases, "equivalence"),
            "default": lockstep(options.program, options.cases, ""),
            "hypothesis": hypothesis(options.sequences, options.steps)})
    medians: Dict[str, Any] = {
        name: statistics.median(one[name]["per second"] for one in rounds) for name in rounds[0]}
    ratio = statistics.median(one["once"]["per second"] / one["hypothesis"]["per second"]
                              for one in rounds)
    all_laws = statistics.median(one["default"]["per second"] / one["hypothesis"]["per second"]
                                 for one in rounds)
    operations = statistics.median(one["hypothesis"]["operations"] for one in rounds)
    print(f"sequences a second: {medians['once']:,.0f} (equivalence), {medians['default']:,.0f} (all "
          f"laws), {medians['hypothesis']:,.1f} (Hypothesis, {operations:.1f} operations each)")
    print(f"times Hypothesis: {ratio:.0f} (equivalence), {all_laws:.0f} (all laws)")
    if options.json:
        options.json.write_text(json.dumps({"rounds": rounds, "ratio": ratio}, indent=2) + "\n", "utf-8")
    if options.gate and ratio < LEAST:
        print(f"missed: {ratio:.0f} times, {LEAST} are asked for")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
