"""A set: pairs.json, divergences.json and determinism.json in one directory, with recipes.py."""
from __future__ import annotations

import ast
import dataclasses
import json
import pathlib
import re
from typing import Any, Dict, List

# What a signature names when it is over arrays or frames, which are not values of builtin types.
_ARRAYS = re.compile(r"nd?array|ndsquare|series|frame|sparse|matrix|\bnp\.|\bpd\.", re.IGNORECASE)
_PACKAGE = re.compile(r"\b(?:python3-[a-z0-9.+-]+|mercurial)\b")
MESSAGE = "message"


@dataclasses.dataclass(frozen=True)
class Known:
    """A listed difference within the domain."""

    severity: str
    minimal: str  # repr((args, kwargs)); of a class ((args, kwargs), [(operation, (args, kwargs))])


@dataclasses.dataclass(frozen=True)
class Pair:
    id: str
    family: str
    kind: str
    native: str  # an expression over recipes.py
    port: str
    signature: str
    native_python: str
    port_python: str
    known: List[Known]
    operations: Dict[str, str] = dataclasses.field(default_factory=dict)  # of a class
    observe: str = ""

    @property
    def over_arrays(self) -> bool:
        return bool(_ARRAYS.search(self.signature))

    def severities(self) -> List[str]:
        """Of the known differences above the message, each once."""
        return sorted({known.severity for known in self.known} - {MESSAGE})

    def shortest(self, severity: str) -> int:
        """Characters of the shortest listed call, operations of the shortest listed sequence; 0
        when it is told in words."""
        lengths = [self._length(known.minimal) for known in self.known
                   if known.severity == severity and known.minimal.startswith("((")]
        return min(lengths, default=0)

    def _length(self, minimal: str) -> int:
        return len(minimal) if self.kind == "function" else operations_in(minimal)


def operations_in(minimal: str) -> int:
    """Of a listed sequence; where its text was cut, of what is there."""
    try:
        _made, operations = ast.parse(minimal, mode="eval").body.elts  # type: ignore[attr-defined]
        return len(operations.elts)
    except (SyntaxError, AttributeError, ValueError):
        return len(re.findall(r"\('\w+', \(\(", minimal.partition("[")[2]))


@dataclasses.dataclass(frozen=True)
class Function:
    """A function of no arguments, and whether it is deterministic."""

    id: str
    code: str
    cause: str
    deterministic: bool
    scored: bool


def pairs(directory: pathlib.Path) -> List[Pair]:
    known: Dict[str, List[Known]] = {}
    for listed in _read(directory / "divergences.json"):
        if listed["domain"] == "in":
            known.setdefault(listed["id"], []).append(
                Known(listed["severity"], listed["minimal_input"]))
    return [Pair(entry["id"], entry["family"], entry["kind"], entry["native"], entry["port"],
                 entry["signature"] if entry["kind"] == "function" else entry["ctor_signature"],
                 entry.get("native_interpreter", "python3"),
                 entry.get("port_interpreter", "python3"), known.get(entry["id"], []),
                 entry.get("ops", {}), entry.get("observe", ""))
            for entry in _read(directory / "pairs.json")]


def functions(directory: pathlib.Path) -> List[Function]:
    return [Function(entry["id"], entry["code"], entry["cause"],
                     entry["label"] == "deterministic", entry["scored"])
            for entry in _read(directory / "determinism.json")]


def packages(directory: pathlib.Path) -> List[str]:
    """The Debian packages that the sources of pairs and functions name, whether they exist or not."""
    entries = _read(directory / "pairs.json") + _read(directory / "determinism.json")
    return sorted({name for entry in entries for name in _PACKAGE.findall(entry["source"])})


def _read(path: pathlib.Path) -> List[Dict[str, Any]]:
    return json.loads(path.read_text("utf-8")) if path.exists() else []
