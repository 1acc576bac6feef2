"""The table that a run prints."""
from __future__ import annotations

from typing import Dict, Iterable, List

from .scoring import Score, Verdict


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" + (f" ({100 * part / whole:.0f} %)" if whole else "")


def line(score: Score) -> str:
    parts = []
    for name in score.expected:
        ours = score.lengths.get(name)
        parts.append(("+" if name in score.found else "-") + name
                     + (f"[{ours[0]}:{ours[1]}]" if ours else ""))
    parts += ["?" + name for name in score.found if name not in score.expected]
    parts += ["UNPROVED " + text for text in score.unproved]
    return (f"{score.id:<34} {score.status:<11} {score.cases:>7} {score.seconds:>6.1f} s  {score.cpu:>6.1f} cpu  "
            + " ".join(parts) + (f"  ({score.why[:110]})" if score.why else ""))


def totals(scores: List[Score]) -> List[str]:
    families: Dict[str, List[Score]] = {}
    for score in scores:
        families.setdefault(score.family, []).append(score)
    lines = ["", f"{'family':<22} pairs  found/divergent  found/(pair, severity)"]
    for family, members in sorted(families.items()):
        lines.append(f"{family:<22} {len(members):>5}  {_found(members):<15}  {_severities(members)}")
    return lines + ["", *summary(scores)]


def _divergent(scores: Iterable[Score]) -> List[Score]:
    return [score for score in scores if score.expected]


def _found(scores: Iterable[Score]) -> str:
    divergent = _divergent(scores)
    return _share(sum(1 for score in divergent if score.found), len(divergent))


def _severities(scores: Iterable[Score]) -> str:
    divergent = _divergent(scores)
    return _share(sum(len(score.hits) for score in divergent),
                  sum(len(score.expected) for score in divergent))


def summary(scores: List[Score]) -> List[str]:
    lengths = [pair for score in scores for pair in score.lengths.values()]
    discoveries = [(score.id, text) for score in scores for text in score.discoveries]
    unproved = [(score.id, text) for score in scores for text in score.unproved]
    unsupported = [score for score in scores if score.status in ("unsupported", "error")]
    lines = [f"pairs                       {len(scores)}",
             f"divergent pairs found       {_found(scores)}",
             f"(pair, severity) found      {_severities(scores)}",
             f"calls no longer than listed {_share(sum(a <= b for a, b in lengths), len(lengths))}",
             f"not checked                 {len(unsupported)}",
             f"false alarms (unproved)     {len(unproved)}",
             f"discoveries (proved)        {len(discoveries)}"]
    lines += [f"  {name}: {text[:200]}" for name, text in discoveries]
    return lines


def verdict_line(verdict: Verdict) -> str:
    label = "deterministic" if verdict.deterministic else verdict.cause
    wrong = "  WRONG" if verdict.alarmed == verdict.deterministic else ""
    return (f"{verdict.id:<34} {verdict.status:<11} {verdict.seconds:>6.1f} s  {verdict.cpu:>6.1f} cpu  {label}  "
            f"{verdict.why[:80]}{wrong}")


def verdict_totals(verdicts: List[Verdict]) -> List[str]:
    unstable = [verdict for verdict in verdicts if not verdict.deterministic]
    controls = [verdict for verdict in verdicts if verdict.deterministic]
    return ["",
            "nondeterministic functions found "
            + _share(sum(verdict.alarmed for verdict in unstable), len(unstable)),
            "false alarms on deterministic ones "
            + _share(sum(verdict.alarmed for verdict in controls), len(controls))]
