"""Reduced forms of objects, payloads of tag 27: how one is made again, or what it is made of."""

from typing import Any, Iterable, List, Tuple

from . import tags
from .item import Item, Structured


def named_class(name: str) -> Item:
    """A class by a name that is the same in every interpreter."""
    return Item(tags.CLASS, name)


def named_function(name: str) -> Item:
    return Item(tags.FUNCTION, name)


def tuple_item(values: Iterable[Any]) -> Item:
    """A tuple that may hold Items."""
    return Item(tags.TUPLE, Item.array(list(values)))


def dict_item(pairs: Iterable[Tuple[Any, Any]]) -> Item:
    """A dict that is never made: its keys are not hashed."""
    return Item(tags.DICT, Item.array([part for pair in pairs for part in pair]))


def reduced(name: str, function: Any, args: Any, state: Any = None) -> Structured:
    """An instance of ``name`` that ``function(*args)`` makes."""
    return tags.OBJECT, Item.array([name, "reduce", function, args, state, None, None])


def instance(name: str, *args: Any, state: Any = None) -> Structured:
    """As ``reduced``, made by its own class."""
    return reduced(name, named_class(name), args, state)


def parts(name: str, /, **named: Any) -> Structured:
    """What an object consists of where nothing need make it again."""
    flat: List[Any] = []
    for part, value in named.items():
        flat += [part, value]
    return tags.OBJECT, Item.array([name, "parts", Item.array(flat)])
