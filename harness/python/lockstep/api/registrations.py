"""Tells the harness what modules of registrations declare: JSON on standard output.

Runs in a process of the user's interpreter that exists for this alone; what the modules print goes
to standard error.
"""

import json
import os
import traceback
from typing import Any, Dict, List, Optional, Sequence, Tuple

from ..worker.target.loader import LoadFailed, load_module
from . import registry

_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def tell(modules: Sequence[str]) -> None:
    """Imports the modules, says what they register, and ends the process."""
    out = os.dup(1)
    os.dup2(2, 1)
    text = json.dumps(_learned(modules), default=repr).encode()
    while text:
        text = text[os.write(out, text) :]
    os._exit(0)


def _learned(modules: Sequence[str]) -> Dict[str, Any]:
    for module in modules:
        try:
            load_module(module)
        except LoadFailed as failure:
            return {"error": _error(module, failure)}
    ports = [each for each in registry.PORTS if each.place.module in modules]
    with_mappings = {each.module for each in registry.MAPPINGS}
    for module in modules:
        if module not in with_mappings and not any(each.place.module == module for each in ports):
            what = "module %r registers no port" % module
            return {"error": {"kind": "name", "what": what, "module": module}}
    told: List[Dict[str, Any]] = [
        {"file": each.place.file, "line": each.place.line, "table": each.table, "law": each.law}
        for each in ports
    ]
    return {"ports": told, "mappings": [each for each in modules if each in with_mappings]}


def _error(module: str, failure: LoadFailed) -> Dict[str, Any]:
    what = failure.error if failure.kind == "name" else "importing it failed: " + failure.error
    told: Dict[str, Any] = {"kind": failure.kind, "what": what, "module": module}
    place = None if failure.kind == "name" else _place(failure.__context__)
    if place is not None:
        told.update(file=place[0], line=place[1])
    return told


def _place(error: Optional[BaseException]) -> Optional[Tuple[str, int]]:
    """The innermost line of the user's that the exception came through."""
    if isinstance(error, SyntaxError) and error.filename:
        return error.filename, error.lineno or 1
    trace = None if error is None else error.__traceback__
    theirs = [
        (frame.filename, frame.lineno or 1)
        for frame in traceback.extract_tb(trace)
        if os.path.isabs(frame.filename) and not frame.filename.startswith(_OURS)
        and os.sep + "importlib" + os.sep not in frame.filename
    ]
    return theirs[-1] if theirs else None
