"""A port that was moved: to where native's library is not, or to where its own module is not."""

from typing import Any, Callable, Sequence

from ..api.registry import mappings_of
from ..translation.crossing import across
from ..worker.target.loader import LoadFailed, load
from .apart import Apart
from .shipped import receive


def moved(target: str, law: str, modules: Sequence[str], native: str) -> Callable[..., Any]:
    """The port as the law wants it run. Where that fails, each call says why."""
    if law == "shippable":
        return _shipped(target, modules)
    return _apart(target, modules, native)


def _apart(target: str, modules: Sequence[str], native: str) -> Callable[..., Any]:
    apart = Apart(native, target, modules)
    try:
        with apart.while_importing():
            found = load(target).value
    except LoadFailed as failure:
        if failure.kind == "name":
            raise
        return _failing(failure.__context__ or failure)
    mappings = apart.translators_let_in(mappings_of(modules))
    return across(apart.kept(mappings.called(found)), mappings)


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
