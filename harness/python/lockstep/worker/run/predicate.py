"""Expressions over the arguments of a call (``lockstep accept --when``), as functions to be called.

``lockstep.worker.run.predicate:of_HEX`` is one: the name has the module of native, the parameters and the
expression in it, a line each. Called with the arguments of a case it returns where the expression is
true and raises where it is not, so that whoever asks need not read a result.
"""

import ast
import importlib
from typing import Any, Callable, Optional

from ..values.expression import Expressions

_PREFIX = "of_"
_home: Optional[Any] = None  # native's module, whose names arguments and expressions may use


class DoesNotHold(Exception):
    pass


def __getattr__(name: str) -> Any:
    if name.startswith(_PREFIX):
        module, parameters, expression = bytes.fromhex(name[len(_PREFIX) :]).decode().split("\n", 2)
        return predicate(module, parameters, expression)
    if name.startswith("__") or _home is None:
        raise AttributeError(name)
    return getattr(_home, name)


def predicate(module: str, parameters: str, expression: str) -> Callable[..., Any]:
    """Raises SyntaxError where it is no expression."""
    global _home
    try:
        _home = importlib.import_module(module)
    except Exception:
        _home = None
    tree = ast.parse(expression.strip(), "<when>", "eval")
    # One expression by now, whatever stands in it.
    lambda_: Any = ast.parse("lambda %s: 0" % parameters, "<when>", "eval")
    lambda_.body.body = tree.body
    names = Expressions(_home).names(tree)
    function = eval(compile(lambda_, "<when>", "eval"), names)

    def holds(*args: Any, **kwargs: Any) -> None:
        if not function(*args, **kwargs):
            raise DoesNotHold

    return holds
