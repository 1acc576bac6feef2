"""What a puzzle states in the first line of its port, read and held against a report.

    # Puzzle: finds law=value status=diff path=result[0] call<=40 within=20000
    # Puzzle: holds

After `finds`, in any order:
    law=A|B        one finding names one of these laws (absent: whichever)
    status=A|B     the port's status
    also=A|B       further laws that the same defect may break; any other is a failure
    path=P         where expected and actual differ
    class=A|B      the class of difference
    cause=KNOB     what is named as the cause, spaces written as -
    call<=N        the minimal call is at most N characters long
    call~REGEX     and the regular expression is found in it (no spaces)
    actual~REGEX   and this one in what the port did
    within=N       found in a run of at most N cases
    exit=N         exit status of the program (1 when absent)
A port may state several lines: each is one expected finding.
"""
from __future__ import annotations

import dataclasses
import pathlib
import re
from typing import Any, Dict, List, Optional, Tuple

_HEAD = "# Puzzle: "
_FIELD = re.compile(r"(law|status|also|path|class|cause|call|actual|within|exit)(<=|=|~)(\S+)$")


@dataclasses.dataclass
class Expectation:
    """One expected finding of a port."""

    law: Tuple[str, ...] = ()
    status: Tuple[str, ...] = ()
    also: Tuple[str, ...] = ()
    path: Optional[str] = None
    difference: Tuple[str, ...] = ()
    longest_call: Optional[int] = None
    cause: Optional[str] = None
    call: Optional[str] = None
    actual: Optional[str] = None
    within: int = 20000
    exit: int = 1

    def matches(self, finding: Dict[str, Any]) -> bool:
        """Whether this finding is the expected one, its size aside."""
        return ((not self.law or finding["law"] in self.law)
                and (self.path is None or finding["path"] == self.path)
                and (not self.difference or finding["class"] in self.difference)
                and (self.cause is None or finding["cause"]["knob"].replace(" ", "-") == self.cause)
                and (self.call is None or re.search(self.call, finding["call"]) is not None)
                and (self.actual is None or re.search(self.actual, finding["actual"]) is not None))

    def is_minimal(self, finding: Dict[str, Any]) -> bool:
        """Whether the call was shrunk far enough."""
        return self.longest_call is None or len(finding["call"]) <= self.longest_call


def _field(expectation: Expectation, text: str) -> None:
    match = _FIELD.match(text)
    if not match:
        raise ValueError(f"not an expectation: {text}")
    name, operator, value = match.groups()
    several = tuple(value.split("|"))
    if (name, operator) == ("call", "<="):
        expectation.longest_call = int(value)
    elif operator == "~":
        setattr(expectation, name, value)
    elif name in ("law", "status", "also"):
        setattr(expectation, name, several)
    elif name == "class":
        expectation.difference = several
    elif name in ("within", "exit"):
        setattr(expectation, name, int(value))
    else:
        setattr(expectation, name, value)


def expectations(port: pathlib.Path) -> List[Expectation]:
    """The findings that a port's first lines promise; none when it holds."""
    lines = [line[len(_HEAD):] for line in port.read_text("utf-8").splitlines()
             if line.startswith(_HEAD)]
    if not lines:
        raise ValueError(f"{port}: no line begins with {_HEAD!r}")
    if lines == ["holds"]:
        return []
    result = []
    for line in lines:
        word, *fields = line.split()
        if word != "finds":
            raise ValueError(f"{port}: neither `finds` nor `holds`: {line}")
        result.append(Expectation())
        for text in fields:
            _field(result[-1], text)
    return result
