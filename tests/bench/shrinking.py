#!/usr/bin/python3
"""How small, in how many calls and how fast failing calls get, beside Hypothesis, in one run."""
from __future__ import annotations

import argparse
import dataclasses
import pathlib
import statistics
import sys
from typing import Callable, List

from failures import FAILURES, Failure, Shrinking, hypothesis, lockstep

ROOT = pathlib.Path(__file__).resolve().parents[2]
AS_SMALL, CALLS, FASTER = 7, 2, 20  # of eight failures; at most; at least


@dataclasses.dataclass(frozen=True)
class Compared:
    """All rounds of one failure: each with a seed of its own, contenders in turn."""

    name: str
    ours: List[Shrinking]
    theirs: List[Shrinking]

    @property
    def as_small(self) -> bool:
        """Whether every round of ours ends as small as the best of theirs."""
        return max(each.size for each in self.ours) <= min(each.size for each in self.theirs)

    def ratio(self, figure: Callable[[Shrinking], float]) -> float:
        """Ours to theirs, the median over the rounds."""
        return statistics.median(figure(one) / max(figure(other), 1e-9)
                                 for one, other in zip(self.ours, self.theirs))

    def __str__(self) -> str:
        worst = max(self.ours, key=lambda each: each.size)
        best = min(self.theirs, key=lambda each: each.size)
        calls, times = self.ratio(lambda each: each.calls), 1 / self.ratio(lambda each: each.seconds)
        return (f"{self.name:14}{_middle(self.ours):>18}{_middle(self.theirs):>18}{calls:7.2f}"
                f"{times:7.0f}x  {worst.call}{'' if self.as_small else '  NOT ' + best.call}")


def _middle(rounds: List[Shrinking]) -> str:
    calls = statistics.median(each.calls for each in rounds)
    return f"{calls:.0f} / {1e3 * statistics.median(each.seconds for each in rounds):.1f} ms"


def compared(bench: pathlib.Path, failure: Failure, rounds: int) -> Compared:
    """All rounds of one failure."""
    pairs = [(lockstep(bench, failure, seed), hypothesis(failure, seed))
             for seed in range(1, rounds + 1)]
    return Compared(failure.name, [ours for ours, _ in pairs], [theirs for _, theirs in pairs])


def missed(suite: List[Compared], timed: bool) -> List[str]:
    """What of the gate is not reached; its figures are medians over the suite."""
    small = sum(each.as_small for each in suite)
    calls = statistics.median(each.ratio(lambda one: one.calls) for each in suite)
    times = statistics.median(1 / each.ratio(lambda one: one.seconds) for each in suite)
    print(f"as small: {small} of {len(suite)}; calls: {calls:.2f} of Hypothesis'; "
          f"{times:.0f} times as fast")
    found = []
    if small < len(suite) - (len(FAILURES) - AS_SMALL):
        found.append(f"as small as Hypothesis' best on {AS_SMALL} of {len(FAILURES)}: {small}")
    if calls > CALLS:
        found.append(f"at most {CALLS} times the calls of Hypothesis: {calls:.2f}")
    if timed and times < FASTER:
        found.append(f"at least {FASTER} times as fast as Hypothesis: {times:.1f}")
    return found


def main() -> int:
    """Prints the table; 1 when --gate is given and missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=pathlib.Path,
                        default=ROOT / "build/release/tests/bench/shrinking_bench")
    parser.add_argument("--only", action="append", help="a failure; may be repeated")
    parser.add_argument("--rounds", type=int, default=5, help="each with another seed")
    parser.add_argument("--gate", action="store_true", help="exit status 1 if the gate is missed")
    parser.add_argument("--untimed", action="store_true", help="the gate asks for no speed")
    options = parser.parse_args()
    print(f"{'calls / time':14}{'lockstep':>18}{'hypothesis':>18}{'calls':>7}{'faster':>8}  smallest")
    suite = []
    for failure in FAILURES:
        if not options.only or failure.name in options.only:
            suite.append(compared(options.bench, failure, options.rounds))
            print(suite[-1], flush=True)
    lines = missed(suite, not options.untimed)
    print("".join(f"missed: {line}\n" for line in lines), end="")
    return 1 if options.gate and lines else 0


if __name__ == "__main__":
    sys.exit(main())
