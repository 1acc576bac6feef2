"""The inventory of a module, or of a class: what it offers in public, and what could be called.

A target ``module:*`` or ``module:Class.*`` is surveyed instead of loaded (PROTOCOL.md, load).
"""

import inspect
from typing import Any, Dict, Iterator, List, Tuple

from . import introspect
from .loader import load, load_module
from .names import is_a


def is_survey(target: str) -> bool:
    return target == "*" or target.endswith((":*", ".*"))


def survey(target: str) -> List[Dict[str, Any]]:
    """The members, sorted by name: name ("statistics:mean"), kind, signature, doc, why (not to be
    called as a function; None where it may be). Raises LoadFailed."""
    module_name, _, path = target[:-1].rstrip(".").partition(":")
    owner = load(module_name + ":" + path).value if path else load_module(module_name)
    prefix = module_name + ":" + (path + "." if path else "")
    return [_member(prefix + name, value) for name, value in sorted(_public(owner, module_name))]


def _public(owner: Any, module_name: str) -> Iterator[Tuple[str, Any]]:
    """Names and values: what ``__all__`` lists, else what has no underscore and is its own."""
    listed = getattr(owner, "__all__", None)
    names = [n for n in (listed if listed is not None else dir(owner)) if type(n) is str]
    for name in dict.fromkeys(names):
        try:
            value = getattr(owner, name)
        except BaseException:
            continue
        if listed is not None or not name.startswith("_") and _is_own(owner, value, module_name):
            yield name, value


def _is_own(owner: Any, value: Any, module_name: str) -> bool:
    """Not something that the module has imported for its own use."""
    if inspect.ismodule(value):
        return False
    if isinstance(owner, type) or not callable(value):
        return True
    home = getattr(value, "__module__", None)
    if type(home) is not str:
        return True
    return home.lstrip("_").startswith(module_name) or home == "builtins"


def _member(name: str, value: Any) -> Dict[str, Any]:
    kind, why = _kind(value)
    rows = None
    if why is None:
        try:
            rows = introspect.signature(value)
        except Exception:
            rows = None
    doc = ""
    try:
        doc = (inspect.getdoc(value) or "").strip()
    except Exception:
        pass
    return {"name": name, "kind": kind, "why": why, "signature": rows,
            "doc": doc.split("\n", 1)[0] if type(doc) is str else ""}


def _kind(value: Any) -> Tuple[str, Any]:
    if isinstance(value, type):
        if is_a(value, type) and issubclass(value, BaseException):
            return "exception", "an exception class"
        return "class", "a class: name it with its operations"
    if inspect.iscoroutinefunction(value) or inspect.isasyncgenfunction(value):
        return "async", "a coroutine: it needs an event loop"
    if inspect.ismodule(value):
        return "module", "a module"
    if not callable(value):
        return "data", "a value"
    return "function", None
