"""What a report is worth beside the list of known differences."""
from __future__ import annotations

import ast
import dataclasses
import struct
from typing import Any, Dict, List

from .checking import Checked
from .sets import Function, Pair

_EQUIVALENCE = {"value", "type", "exception", "arguments", "aliasing", "effects"}
_ALWAYS = {"exception": "exception-presence", "arguments": "mutation", "aliasing": "mutation"}
_BY_CLASS = {"nan-payload": "nan", "timeout": "crash", "missing-method": "exception-presence"}
_AS_THEY_ARE = {"exception-presence", "exception-type", "type", "nan", "negative-zero",
                "float-rounding", "crash"}


def severity(finding: Dict[str, Any]) -> str:
    """The set's word for a finding's law and class."""
    kind = _BY_CLASS.get(finding["class"], finding["class"])
    if kind == "order" and "nan" in finding.get("expected", ""):
        return "nan"  # elements that change places around one
    if kind in _AS_THEY_ARE:
        return kind
    return _ALWAYS.get(finding["law"], "type" if finding["law"] == "type" else "value")


# What a call needs for values without a literal: nan, complex parts, payloads of NaN.
_CONSTRUCTORS = {"float": float, "complex": complex, "struct": struct}


def _shown(source: str, names: Dict[str, Any]) -> str:
    """As repr() has it, where the source is a value; expressions of the set stay as they are."""
    try:
        return repr(eval(f"({source})", names))
    except Exception:  # pylint: disable=broad-except
        return source


def call_length(call: str) -> int:
    """Characters of repr((args, kwargs)) for a call as text."""
    node = ast.parse(call.strip(), mode="eval").body
    if not isinstance(node, ast.Call):
        return len(call)
    names = {"__builtins__": {}, **_CONSTRUCTORS}
    args = [_shown(ast.get_source_segment(call, arg) or "", names) for arg in node.args]
    named = [f"'{key.arg}': {_shown(ast.get_source_segment(call, key.value) or '', names)}"
             for key in node.keywords]
    return len("((" + ", ".join(args) + ("," if len(args) == 1 else "") + "), {"
               + ", ".join(named) + "})")


def operations_in(call: str) -> int:
    """Statements of a sequence that do something with an instance."""
    calls = [statement.value for statement in ast.parse(call).body]  # type: ignore[attr-defined]
    return sum(isinstance(made.func, ast.Attribute) and isinstance(made.func.value, ast.Name)
               for made in calls if isinstance(made, ast.Call))


@dataclasses.dataclass
class Score:
    """Of one pair."""

    id: str
    family: str
    status: str
    seconds: float
    cpu: float
    cases: int
    expected: List[str]  # severities
    found: List[str]  # severities of findings that the script proved
    lengths: Dict[str, List[int]]  # severity -> ours, listed: characters, or operations
    unproved: List[str]  # calls of findings that no script shows
    discoveries: List[str]  # proved, where the label knows of no difference above the message
    why: str = ""

    @property
    def hits(self) -> List[str]:
        return [name for name in self.expected if name in self.found]


def score(pair: Pair, checked: Checked) -> Score:
    port = checked.port or {"status": "error", "cases": 0, "findings": [], "why": checked.error}
    result = Score(pair.id, pair.family, port["status"], checked.seconds, checked.cpu, port["cases"],
                   pair.severities(), [], {}, [], [], port.get("why") or "")
    for finding in port["findings"]:
        if finding["law"] not in _EQUIVALENCE or finding["off_domain"]:
            continue
        _take(result, pair, finding)
    return result


def _take(result: Score, pair: Pair, finding: Dict[str, Any]) -> None:
    kind, text = severity(finding), f"{finding['law']}/{finding['class']}: {finding['call']}"
    # Of classes the set calls it a value where the type is not all that differs.
    if pair.kind == "class" and kind == "type" and kind not in result.expected:
        kind = "value" if "value" in result.expected else kind
    if not finding["script_shows"]:
        result.unproved.append(text)
        return
    if not result.expected:
        result.discoveries.append(
            f"{text}: {finding['expected']} against {finding['actual']}")
    # What is not there raises AttributeError, where native gives a value and where it raises.
    kinds = [kind, "exception-type"] if finding["class"] == "missing-method" else [kind]
    result.found += [each for each in kinds if each not in result.found]
    measure = call_length if pair.kind == "function" else operations_in
    listed, ours = pair.shortest(kind), measure(finding["call"])
    if listed and ours < result.lengths.get(kind, [ours + 1])[0]:
        result.lengths[kind] = [ours, listed]


@dataclasses.dataclass
class Verdict:
    """Of one function of no arguments."""

    id: str
    cause: str
    deterministic: bool
    status: str
    seconds: float
    cpu: float
    why: str

    @property
    def alarmed(self) -> bool:
        return self.status in ("nondet", "nondet-ref")


def judge(function: Function, checked: Checked) -> Verdict:
    port = checked.port or {"status": "error", "why": checked.error, "findings": []}
    laws = ",".join(sorted({finding["law"] for finding in port["findings"]}))
    return Verdict(function.id, function.cause, function.deterministic, port["status"],
                   checked.seconds, checked.cpu, port.get("why") or laws)
