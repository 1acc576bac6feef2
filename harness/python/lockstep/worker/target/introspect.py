"""What a target says about itself: signature, examples, sources, constants."""

import inspect
import os
import sys
from types import CodeType, FunctionType, ModuleType
from typing import Any, Dict, Iterator, List, Optional, Sequence, Set

from .addresses import without_addresses
from .annotation import annotation_text
from .doctests import argument_lists
from .methods import methods

_MOST_CONSTANTS, _LONGEST, _MOST_FUNCTIONS = 256, 64, 200


def about(target: Any, module: ModuleType, name: str) -> Dict[str, Any]:
    """The part of ``loaded`` that describes the target. Nothing in it is fatal."""
    doc = _quietly(lambda: inspect.getdoc(target)) or ""
    last = name.rpartition(":")[2].rpartition(".")[2]
    return {
        "signature": _quietly(lambda: signature(target)),
        "doctests": _quietly(lambda: argument_lists(doc, last)) or [],
        "constants": _quietly(lambda: constants(target)) or [],
        "doc": doc if type(doc) is str else "",
        "methods": _quietly(lambda: methods(target, signature)),
        "threads": _threads(),
        **brief(target, module),
    }


def brief(target: Any, module: ModuleType) -> Dict[str, Any]:
    """What is told of it where all else is known from elsewhere."""
    return {"sources": _quietly(lambda: sources(target, module)) or []}


def rehearse() -> None:
    """What the first signature of a built-in function costs is paid for here."""
    _quietly(lambda: signature(len))


def _quietly(step: Any) -> Any:
    try:
        return step()
    except Exception:
        return None


def _threads() -> int:
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 1


def signature(target: Any) -> List[List[Optional[str]]]:
    """[name, kind, default as source or None, annotation as source or None] by parameter."""
    rows: List[List[Optional[str]]] = []
    for parameter in inspect.signature(target).parameters.values():
        default = annotation = None
        if parameter.default is not parameter.empty:
            default = without_addresses(repr(parameter.default))
        if parameter.annotation is not parameter.empty:
            annotation = annotation_text(parameter.annotation)
        rows.append([parameter.name, parameter.kind.name, default, annotation])
    return rows


def own_modules(target: Any, name: str, others: Sequence[Optional[str]]) -> List[str]:
    """The modules whose classes stand for a role: those of native and of its ports."""
    modules = [(side or "").partition(":")[0] for side in (name, *others)] + [_home(target)]
    return [module for module in modules if module and module != "builtins"]


def _home(target: Any) -> Optional[str]:
    """Where it was defined; a method without a module of its own was where its class was."""
    owner = getattr(target, "__self__", None)
    owner = owner if isinstance(owner, type) else getattr(target, "__objclass__", type(owner))
    for thing in (target, owner):
        home = getattr(thing, "__module__", None)
        if type(home) is str:
            return home
    return None


def sources(target: Any, module: ModuleType) -> List[str]:
    """The files that the target and its module live in."""
    found: List[str] = []
    for thing in (inspect.unwrap(target), sys.modules.get(getattr(target, "__module__", ""))):
        path = _quietly(lambda: inspect.getsourcefile(thing) or inspect.getfile(thing))  # noqa: B023
        if path:
            found.append(os.path.abspath(path))
    for holder in (module, sys.modules.get(getattr(target, "__module__", "") or "")):
        path = getattr(holder, "__file__", None)
        if type(path) is str:
            found.append(os.path.abspath(path))
    return sorted(set(found))


def constants(target: Any) -> List[Any]:
    """Ints, floats, texts and bytes in the target's code and in that of its module which it
    leads to, in order of discovery, each once."""
    seen = set()
    mined: List[Any] = []
    for value in _code_constants(target):
        key = (type(value), repr(value))
        small = type(value) in (int, float) or len(value) <= _LONGEST
        if small and key not in seen:
            seen.add(key)
            mined.append(value)
            if len(mined) == _MOST_CONSTANTS:
                break
    return mined


def _code_constants(target: Any) -> Iterator[Any]:
    functions = functions_of(target)
    done: Set[int] = set()
    while functions and len(done) < _MOST_FUNCTIONS:
        function = functions.pop(0)
        if id(function) in done:
            continue
        done.add(id(function))
        code, names = function.__code__, vars(inspect.getmodule(function) or function)
        yield from _plain([*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()])
        for inner in _nested(code):
            docstring = function.__doc__ if inner is code else None
            yield from _plain([c for c in inner.co_consts if c is not docstring])
            for name in inner.co_names:
                value = names.get(name)
                yield from _plain([value])
                if type(value) in (FunctionType, type):
                    functions += [f for f in functions_of(value) if f.__module__ == function.__module__]


def functions_of(target: Any) -> List[FunctionType]:
    """The Python functions behind a callable: itself, or the methods of a class."""
    target = inspect.unwrap(target)
    if isinstance(target, type):
        members = [getattr(member, "__func__", member) for member in vars(target).values()]
        return [member for member in members if type(member) is FunctionType]
    target = getattr(target, "__func__", target)
    return [target] if type(target) is FunctionType else []


def _nested(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _nested(constant)


def _plain(values: Any) -> Iterator[Any]:
    """Ints, floats, texts and bytes, also inside tuples and frozensets (sorted by repr)."""
    for value in values:
        if type(value) in (int, float, str, bytes):
            yield value
        elif type(value) is tuple:
            yield from _plain(value)
        elif type(value) is frozenset:
            yield from _plain(sorted(value, key=repr))
