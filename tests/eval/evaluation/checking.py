"""One run of the program on one pair or function, in a directory made for it."""
from __future__ import annotations

import ast
import builtins
import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import threading
import time
from typing import Any, Dict, List, Optional, Set, Tuple

from .sets import Function, Pair

_FOR_CASES = 0.6  # of a pair's time; the rest is for looking at what differs

# Named apart, so that a class of the one is never taken for the other's by its module.
_MODULE = '''"""{name}"""
{imports}from recipes import *  # noqa: F401,F403

target = {expression}
'''
_IMPORT = "try:\n    import {0}\nexcept ImportError:\n    pass\n"


@dataclasses.dataclass
class Options:
    program: pathlib.Path
    directory: pathlib.Path  # of the set
    scratch: pathlib.Path
    seed: int
    cases: int
    timeout: float
    python: str = "/usr/bin/python3"
    pypy: str = "/usr/bin/pypy3"

    def interpreter(self, name: str) -> str:
        return {"python3": self.python, "pypy3": self.pypy}.get(name, name)


@dataclasses.dataclass
class Checked:
    seconds: float
    cpu: float  # seconds, of all its processes
    port: Optional[Dict[str, Any]]  # of the report; None: there is none
    error: str = ""


def check_pair(pair: Pair, options: Options) -> Checked:
    room = _room(pair.id, options)
    for role, expression in (("native", pair.native), ("port", pair.port)):
        (room / f"evaluated_{role}.py").write_text(
            _MODULE.format(name=pair.id, imports=_imports(expression), expression=expression),
            "utf-8")
    lines = ['native = "evaluated_native:target"', 'port = "evaluated_port:target"']
    if pair.kind == "function":
        lines.append(f"args = {_quoted(pair.signature)}")
    else:
        operations = ", ".join(f"{json.dumps(name)} = {_quoted(arguments)}"
                               for name, arguments in pair.operations.items())
        lines += [f"init = {_quoted(pair.signature)}", f"operations = {{ {operations} }}",
                  f"observe = {_quoted(pair.observe)}"]
    if pair.port_python != pair.native_python:
        lines.append(f"port_python = {json.dumps(options.interpreter(pair.port_python))}")
    return _check(room, lines, options.interpreter(pair.native_python), options)


def check_function(function: Function, options: Options) -> Checked:
    room = _room(function.id, options)
    (room / "evaluated.py").write_text(function.code, "utf-8")
    return _check(room, ['native = "evaluated:f"', 'args = ""'], options.python, options)


def _imports(expression: str) -> str:
    """Of what the expression names and Python does not know: modules, or names of recipes. And of
    what it imports as it is called, lest every process does so anew."""
    tree = ast.parse(expression, mode="eval")
    bound = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    dotted = {ast.unparse(node) for node in ast.walk(tree)
              if isinstance(node, (ast.Name, ast.Attribute)) and _is_dotted(node)}
    known = {name for name in dotted
             if name.split(".")[0] in bound or hasattr(builtins, name.split(".")[0])}
    return "".join(map(_IMPORT.format, sorted(dotted - known | _imported_later(tree))))


def _imported_later(tree: ast.AST) -> Set[str]:
    """The modules named in M("..."), import_module("...") and __import__("...")."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_dotted(node.func)
             and ast.unparse(node.func).split(".")[-1] in ("M", "import_module", "__import__")]
    names = [node.args[0].value for node in calls
             if len(node.args) == 1 and isinstance(node.args[0], ast.Constant)]
    return {name for name in names
            if isinstance(name, str) and all(map(str.isidentifier, name.split(".")))}


def _is_dotted(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) or isinstance(node, ast.Attribute) and _is_dotted(node.value)


def _quoted(signature: str) -> str:
    """As a TOML string; a lone surrogate, which none can hold, as Python's escape of it."""
    text = signature.encode("utf-8", "backslashreplace").decode("utf-8")
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _room(name: str, options: Options) -> pathlib.Path:
    room = options.scratch / re.sub(r"[^\w.]", "_", name)
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    return room


def _check(room: pathlib.Path, port: List[str], python: str, options: Options) -> Checked:
    path = json.dumps([".", str(options.directory)])
    (room / "lockstep.toml").write_text("\n".join(
        ["[lockstep]", f"path = {path}", f"python = {json.dumps(python)}",
         "examples = false", "", "[[port]]", *port, ""]), "utf-8")
    command = [str(options.program), "check", str(room), "--json", str(room / "report.json"),
               "--seed", str(options.seed), "--state", str(room / "state"), "--jobs", "1",
               "--quiet", "--cases", str(options.cases),
               "--budget", f"{max(1, int(options.timeout * _FOR_CASES))}s"]
    began = time.monotonic()
    cpu, error = _run(command, room / "stderr", options.timeout)
    seconds = time.monotonic() - began
    report = room / "report.json"
    if not report.exists():
        return Checked(seconds, cpu, None, error or "no report")
    ports = json.loads(report.read_text("utf-8"))["ports"]
    if not ports:
        return Checked(seconds, cpu, None, error or "nothing in the report")
    return Checked(seconds, cpu, ports[0], "")


def _run(command: List[str], stderr: pathlib.Path, timeout: float) -> Tuple[float, str]:
    """Seconds of CPU, of all processes that it started too; and what it said."""
    with stderr.open("wb") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=said)
    out_of_time = threading.Event()
    timer = threading.Timer(timeout, lambda: (out_of_time.set(), process.terminate()))
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)  # or it would be waited for again
    error = stderr.read_text("utf-8", "replace").strip()
    if out_of_time.is_set():
        error = f"no report after {timeout:g} s"
    return usage.ru_utime + usage.ru_stime, error
