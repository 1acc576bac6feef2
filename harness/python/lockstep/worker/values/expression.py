"""Expressions of a domain (``Expr``), evaluated afresh each time.

A name is a builtin, else a module that can be imported, else an attribute of the target's own
module: each side sees its own classes.
"""

import ast
import builtins
import importlib
from types import CodeType
from typing import Any, Dict, Optional, Tuple


class Expressions:
    def __init__(self, home: Optional[Any] = None) -> None:
        """``home`` is the target's module."""
        self._home = home
        self._known: Dict[str, Tuple[CodeType, Dict[str, Any]]] = {}

    def evaluate(self, text: str) -> Any:
        """Raises whatever the expression does; SyntaxError or NameError when it cannot be one."""
        known = self._known.get(text)
        if known is None:
            tree = ast.parse(text.strip(), "<expression>", "eval")
            known = compile(tree, "<expression>", "eval"), self.names(tree)
            self._known[text] = known
        return eval(known[0], dict(known[1]))

    def names(self, tree: ast.AST) -> Dict[str, Any]:
        names: Dict[str, Any] = {}
        for node in ast.walk(tree):
            chain = _dotted(node)
            if chain and not hasattr(builtins, chain[0]):
                found = self._find(chain)
                if found is not None:
                    names[chain[0]] = found
        return names

    def _find(self, chain: Tuple[str, ...]) -> Any:
        try:
            found = importlib.import_module(chain[0])
        except Exception:
            return getattr(self._home, chain[0], None)
        for size in range(2, len(chain) + 1):
            try:
                importlib.import_module(".".join(chain[:size]))
            except Exception:
                break
        return found


def _dotted(node: ast.AST) -> Tuple[str, ...]:
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ()
    return tuple([node.id] + parts[::-1])
