"""Which constructs a port's sources use: its function and what that leads to in its own modules."""

import ast
import inspect
import os
import sys
import types
from typing import Any, Dict, Iterator, List, NamedTuple, Sequence, Set, Tuple

from ..worker.target.loader import load
from .own_modules import own_packages

_CHANGES = frozenset(
    "append appendleft extend extendleft insert pop popitem popleft remove clear sort reverse update "
    "setdefault add discard difference_update intersection_update symmetric_difference_update "
    "__setitem__ __delitem__ __setattr__ __delattr__".split()
)
_CHANGING = frozenset(("setattr", "delattr"))
_IO = frozenset(("open", "input", "print", "exec", "eval", "breakpoint"))
_IO_MODULES = frozenset("os io socket subprocess pathlib shutil tempfile ssl select".split())
_THREADS = frozenset("threading _thread multiprocessing concurrent asyncio queue".split())
_C = frozenset(("ctypes", "cffi", "_ctypes"))
_MOST = 400


class Use(NamedTuple):
    file: str
    line: int
    part: str  # "no-mutation": which part of a subset it breaks
    text: str


def forbidden(target: str, subset: Sequence[str]) -> List[str]:
    """"ports.py:12: no-mutation: xs.append(1)" of all that the subset does not have."""
    found = load(target).value
    uses = {use for use in uses_of(found) if use.part in subset}
    return ["%s:%d: %s: %s" % use for use in sorted(uses)]


def uses_of(target: Any) -> Iterator[Use]:
    """Every construct that some subset forbids, in the target and what it leads to."""
    waiting, done = _functions_in(target), set()  # type: List[Any], Set[int]
    own = own_packages(str(getattr(target, "__module__", "")))
    while waiting and len(done) < _MOST:
        function = waiting.pop(0)
        if id(function) in done:
            continue
        done.add(id(function))
        tree = _tree(function)
        if tree is None:
            continue
        walk = _Walk(function, own)
        yield from walk.uses(tree)
        waiting += walk.led_to


def _functions_in(value: Any) -> List[Any]:
    """The Python functions that an object of a module consists of."""
    value = inspect.unwrap(value) if callable(value) else value
    if isinstance(value, types.FunctionType):
        return [value]
    if isinstance(value, (staticmethod, classmethod)):
        return _functions_in(value.__func__)
    if isinstance(value, property):
        return [part for part in (value.fget, value.fset) if isinstance(part, types.FunctionType)]
    if isinstance(value, type):
        return [part for each in vars(value).values() if not isinstance(each, type)
                for part in _functions_in(each)]
    return []


def _tree(function: types.FunctionType) -> Any:
    """The syntax tree of the function within its file."""
    try:
        with open(function.__code__.co_filename, "rb") as file:
            whole = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return None
    line = function.__code__.co_firstlineno
    for node in ast.walk(whole):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            decorators = getattr(node, "decorator_list", [])
            if min([node.lineno, *(each.lineno for each in decorators)]) == line:
                return node
    return None


class _Walk:
    def __init__(self, function: types.FunctionType, own: Set[str]) -> None:
        self._globals: Dict[str, Any] = function.__globals__
        self._file = _shown(function.__code__.co_filename)
        self._own = own
        self._locals: Set[str] = set(function.__code__.co_varnames)
        self.led_to: List[Any] = []

    def uses(self, tree: Any) -> Iterator[Use]:
        self._locals |= {each.arg for each in ast.walk(tree) if isinstance(each, ast.arg)}
        for node in self._body(tree):
            for part in self._parts(node):
                yield Use(self._file, node.lineno, part, _text(node))

    @staticmethod
    def _body(tree: Any) -> Iterator[Any]:
        inside = tree.body if isinstance(tree.body, list) else [tree.body]
        for statement in inside:
            yield from (node for node in ast.walk(statement) if hasattr(node, "lineno"))

    def _parts(self, node: Any) -> Iterator[str]:
        if _changes(node):
            yield "no-mutation"
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            yield "no-globals"
        if isinstance(node, ast.ClassDef):
            yield "no-classes"
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            yield "no-generators"
        if isinstance(node, (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)):
            yield "no-threads"
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _of_modules(_imported(node))
        if isinstance(node, ast.Call):
            yield from self._call(node)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield from self._name(node)

    def _name(self, node: ast.Name) -> Iterator[str]:
        known, value = self._resolved(node)
        if not known:
            return
        if isinstance(value, (list, dict, set, bytearray)):
            yield "no-globals"
        home = str(getattr(value, "__module__", "") or "")
        if home.partition(".")[0] in self._own:
            self.led_to += _functions_in(value)
        module = value.__name__ if isinstance(value, types.ModuleType) else home
        yield from _of_modules([module])

    def _call(self, node: ast.Call) -> Iterator[str]:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        known, value = self._resolved(node.func)
        if name in _IO and not known and name not in self._locals:
            yield "no-io"
        if known and isinstance(value, types.BuiltinFunctionType):
            if getattr(value, "__module__", "builtins") != "builtins":
                yield "no-c-calls"

    def _resolved(self, node: Any) -> Tuple[bool, Any]:
        """What a dotted name means in the function's module."""
        if isinstance(node, ast.Attribute):
            known, owner = self._resolved(node.value)
            if known and isinstance(owner, (types.ModuleType, type)) and hasattr(owner, node.attr):
                return True, getattr(owner, node.attr)
            return False, None
        if not isinstance(node, ast.Name) or node.id in self._locals:
            return False, None
        return node.id in self._globals, self._globals.get(node.id)


def _changes(node: Any) -> bool:
    targets: List[Any] = []
    if isinstance(node, (ast.Assign, ast.Delete)):
        targets = node.targets
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        targets = [node.target]
    held = [each for target in targets for each in ast.walk(target)]
    if any(isinstance(each, (ast.Subscript, ast.Attribute)) and not isinstance(each.ctx, ast.Load)
           for each in held):
        return True
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in _CHANGES
    return isinstance(node.func, ast.Name) and node.func.id in _CHANGING


def _imported(node: Any) -> List[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [each.name for each in node.names]


def _of_modules(names: Sequence[str]) -> Iterator[str]:
    tops = {name.partition(".")[0] for name in names}
    for part, known in (("no-threads", _THREADS), ("no-io", _IO_MODULES), ("no-c-calls", _C)):
        if tops & known:
            yield part


def _text(node: Any) -> str:
    text: str = ast.unparse(node) if hasattr(ast, "unparse") else type(node).__name__
    return text.partition("\n")[0][:60]


def _shown(file: str) -> str:
    """The file as its importer found it: relative to the entry of sys.path it is under."""
    under = [entry for entry in sys.path if entry and file.startswith(os.path.join(entry, ""))]
    return os.path.relpath(file, max(under, key=len)) if under else os.path.basename(file)
