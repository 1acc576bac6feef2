"""Examples in a docstring, ``>>> name(args)``, as argument lists in source form."""

import ast
from typing import List, Optional, Set


def _examples(doc: str) -> List[str]:
    """The source of each ``>>>`` with its ``...`` lines."""
    found: List[List[str]] = []
    open_indent = -1
    for line in doc.expandtabs().splitlines():
        text = line.lstrip()
        indent = len(line) - len(text)
        if text.startswith(">>>"):
            found.append([text[4:]])
            open_indent = indent
        elif text.startswith("...") and indent == open_indent:
            found[-1].append(text[4:])
        else:
            open_indent = -1
    return ["\n".join(lines) for lines in found]


def _calls(source: str, name: str) -> List[ast.Call]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if _callee(call.func) == name]


def _callee(node: ast.AST) -> Optional[str]:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _arguments(source: str, call: ast.Call) -> Optional[str]:
    parts = []
    for node in call.args:
        parts.append(ast.get_source_segment(source, node))
    for keyword in call.keywords:
        value = ast.get_source_segment(source, keyword.value)
        parts.append(None if keyword.arg is None else "%s=%s" % (keyword.arg, value))
    if None in parts or not _closed(call):
        return None
    return ", ".join(" ".join(part.split("\n")) for part in parts if part is not None)


def _closed(call: ast.Call) -> bool:
    """Whether the arguments use no names but builtins and their own parameters: a value that
    an earlier line of the example made is not there."""
    import builtins

    bound: Set[str] = set()
    used: Set[str] = set()
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        if isinstance(argument, ast.Starred):
            return False
        for node in ast.walk(argument):
            if isinstance(node, ast.arg):
                bound.add(node.arg)
            elif isinstance(node, ast.Name):
                (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
    return all(name in bound or hasattr(builtins, name) for name in used)


def argument_lists(doc: str, name: str) -> List[str]:
    """Each distinct argument list once, in order."""
    found: List[str] = []
    for source in _examples(doc):
        for call in _calls(source, name):
            text = _arguments(source, call)
            if text is not None and text not in found:
                found.append(text)
    return found
