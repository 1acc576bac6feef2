"""Weak references and containers: by what they refer to now. None is made again, for what they
refer to would not outlive the making."""

from typing import Any

from .item import Structured, Unencodable
from .object_forms import dict_item, parts


def reference(name: str, value: Any) -> Structured:
    referent = value()
    callback = getattr(value, "__callback__", None)
    named = {} if callback is None else {"callback": callback}
    # An object that is gone is told from None, which nothing can refer to weakly.
    return parts(name, referent=referent, **named)


def proxy(name: str, _value: Any) -> Structured:
    raise Unencodable(name + ", which does not tell what it stands for")


def weak_set(name: str, value: Any) -> Structured:
    return parts(name, elements={*value})


def mapping(name: str, value: Any) -> Structured:
    return parts(name, items=dict_item(list(value.items())))
