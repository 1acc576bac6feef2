"""A port as another machine would run it: where native's library is not, or its own module is not."""

from typing import Any, Callable, Sequence

from ..api.registry import mappings_of
from ..translation.function_adapter import across
from ..worker.target.loader import LoadFailed, load
from .by_value import receive
from .isolation import Isolation


def relocated(target: str, law: str, modules: Sequence[str], native: str) -> Callable[..., Any]:
    """The port as the law wants it run. Where that fails, each call says why."""
    if law == "shippable":
        return _shipped(target, modules)
    return _isolated(target, modules, native)


def _isolated(target: str, modules: Sequence[str], native: str) -> Callable[..., Any]:
    isolation = Isolation(native, target, modules)
    try:
        with isolation.while_importing():
            found = load(target).value
    except LoadFailed as failure:
        if failure.kind == "name":
            raise
        return _failing(failure.__context__ or failure)
    mappings = isolation.translators_let_in(mappings_of(modules))
    return across(isolation.isolated(mappings.called(found)), mappings)


def _shipped(target: str, modules: Sequence[str]) -> Callable[..., Any]:
    try:
        found, mappings = receive(target, modules)
    except LoadFailed:
        raise
    except BaseException as error:
        return _failing(error)
    return across(mappings.called(found), mappings)


def _failing(error: BaseException) -> Callable[..., Any]:
    def failing(*_: Any, **__: Any) -> Any:
        raise error

    return failing
