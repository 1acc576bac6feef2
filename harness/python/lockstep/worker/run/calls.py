"""Knobs that are delivered around a call: to the arguments, once they are made.

A case in which nothing can be turned is left out: it is not run, and says nothing.
"""

from typing import Any, Dict, List, Optional, Tuple, Type

from .around_case import AroundCase


def locked(value: Any) -> Tuple[Any, int]:
    """The value, or what stands for it, such that its memory cannot be written to through it; and how
    many buffers in it that was done to. Containers are kept, and hold what stands for their items."""
    kind = type(value)
    if kind is memoryview and not value.readonly:
        return value.toreadonly(), 1
    if kind is list:
        items = [locked(item) for item in value]
        value[:] = [item for item, _ in items]
        return value, sum(count for _, count in items)
    if kind is tuple:
        items = [locked(item) for item in value]
        count = sum(number for _, number in items)
        return (tuple(item for item, _ in items) if count else value), count
    if kind is dict:
        held = {key: locked(item) for key, item in value.items()}
        value.update((key, item) for key, (item, _) in held.items())
        return value, sum(count for _, count in held.values())
    return value, _lock_array(value)


def _lock_array(value: Any) -> int:
    flags = getattr(type(value), "setflags", None)
    if flags is None or not getattr(getattr(value, "flags", None), "writeable", False):
        return 0
    flags(value, write=False)
    return 0 if value.flags.writeable else 1


class ReadOnly(AroundCase):
    """The arguments cannot be written to."""

    comparable = False  # they are not what the case says, nor can they be changed

    def deliver(
        self, args: List[Any], kwargs: Dict[str, Any]
    ) -> Optional[Tuple[List[Any], Dict[str, Any]]]:
        args, count = locked(args)
        kwargs, more = locked(kwargs)
        return (args, kwargs) if count + more else None


# By the name that the harness has for it (harness/model/knob.cc).
KNOBS: Dict[str, Type[AroundCase]] = {"read_only": ReadOnly}
