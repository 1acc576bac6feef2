"""The command line of the evaluation."""
from __future__ import annotations

import argparse
import concurrent.futures
import dataclasses
import fnmatch
import json
import pathlib
import sys
import tempfile
import time
from typing import Any, Callable, List

from . import scoring, sets, table
from .checking import Options, check_function, check_pair

ROOT = pathlib.Path(__file__).resolve().parents[3]


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tests/eval/run",
        description="Checks every pair of a set, from an empty corpus and without the examples of "
        "docstrings, and prints what was found of what is known. + found, - missed, ? found "
        "without being listed; [ours:listed] are the characters of the smallest calls, for classes "
        "the operations of the smallest sequences.")
    parser.add_argument("--set", type=pathlib.Path, default=ROOT / "tests/eval/public",
                        help="a directory with pairs.json [%(default)s]")
    parser.add_argument("--seed", type=int, default=20240229)
    parser.add_argument("--only", default="*", metavar="GLOB", help="ids of pairs or functions")
    parser.add_argument("--cases", type=int, default=20000, help="per pair [%(default)s]")
    parser.add_argument("--builtin", action="store_true",
                        help="only function pairs over values that are not arrays or frames")
    parser.add_argument("--kind", choices=("function", "class", "all"), default="all",
                        help="of the pairs [%(default)s]")
    parser.add_argument("--determinism", action="store_true",
                        help="the functions of determinism.json instead of the pairs")
    parser.add_argument("--packages", action="store_true",
                        help="only print the Debian packages that the set names")
    parser.add_argument("--json", type=pathlib.Path, help="the scores as JSON; - is standard output")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/lockstep")
    parser.add_argument("--jobs", type=int, default=2, help="pairs at once [%(default)s]")
    parser.add_argument("--timeout", type=float, default=300, help="seconds per pair [%(default)s]")
    parser.add_argument("--keep", type=pathlib.Path, metavar="DIR",
                        help="where manifests and reports are kept")
    return parser


def each(jobs: int, work: Callable[[Any], Any], things: List[Any],
         say: Callable[[Any], str]) -> List[Any]:
    """What came of each, in order; each is told as soon as those before it are there."""
    results = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for result in pool.map(work, things):
            results.append(result)
            print(say(result), flush=True)
    return results


def evaluate_pairs(chosen: argparse.Namespace, options: Options) -> List[scoring.Score]:
    pairs = [pair for pair in sets.pairs(options.directory)
             if fnmatch.fnmatch(pair.id, chosen.only) and chosen.kind in (pair.kind, "all")
             and not (chosen.builtin and pair.over_arrays)]
    scores = each(chosen.jobs, lambda pair: scoring.score(pair, check_pair(pair, options)), pairs,
                  table.line)
    print("\n".join(table.totals(scores)))
    return scores


def evaluate_functions(chosen: argparse.Namespace, options: Options) -> List[scoring.Verdict]:
    functions = [function for function in sets.functions(options.directory)
                 if fnmatch.fnmatch(function.id, chosen.only) and function.scored]
    verdicts = each(chosen.jobs, lambda one: scoring.judge(one, check_function(one, options)),
                    functions, table.verdict_line)
    print("\n".join(table.verdict_totals(verdicts)))
    return verdicts


def main() -> int:
    chosen = arguments().parse_args()
    if not (chosen.set / "pairs.json").exists():
        print(f"{chosen.set} has no pairs.json", file=sys.stderr)
        return 2
    if chosen.packages:
        print("\n".join(sets.packages(chosen.set)))
        return 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        options = Options(chosen.program.resolve(), chosen.set.resolve(),
                          (chosen.keep or pathlib.Path(temporary)).resolve(), chosen.seed,
                          chosen.cases, chosen.timeout)
        evaluate = evaluate_functions if chosen.determinism else evaluate_pairs
        results = evaluate(chosen, options)
    print(f"{time.monotonic() - began:.0f} s, {sum(result.cpu for result in results):.0f} s of CPU")
    if chosen.json:
        text = json.dumps([dataclasses.asdict(result) for result in results], indent=1)
        print(text) if str(chosen.json) == "-" else chosen.json.write_text(text + "\n", "utf-8")
    return 0
