"""The callables of module ``operator``: by the arguments that made them, wherever an interpreter
keeps these."""

import ast
from typing import Any, Dict

from . import tags
from .item import Item, Structured
from .object_forms import dict_item, instance, named_class, reduced, tuple_item


def _kept(value: Any) -> Dict[str, Any]:
    """The attributes, where the class is written in Python; else none."""
    return getattr(value, "__dict__", {})


def itemgetter(name: str, value: Any) -> Structured:
    kept = _kept(value)
    if "_idx" not in kept:
        return instance(name, *value.__reduce__()[1])
    return instance(name, *([kept["_idx"]] if kept["_single"] else kept["_idx"]))


def attrgetter(name: str, value: Any) -> Structured:
    if not _kept(value):
        return instance(name, *value.__reduce__()[1])
    listed = repr(value).partition("(")[2][:-1]
    return instance(name, *ast.literal_eval("(%s,)" % listed))


def methodcaller(name: str, value: Any) -> Structured:
    kept = _kept(value)
    if "_method_name" in kept:
        method, args, keywords = kept["_method_name"], kept["_args"], kept["_kwargs"]
    else:
        function, args = value.__reduce__()[:2]
        if function is type(value):
            (method, *args), keywords = args, {}
        else:
            method, keywords = function.args[0], function.keywords
    if not keywords:
        return instance(name, method, *args)
    return reduced(name, _with_keywords(name, method, keywords), tuple(args))


def _with_keywords(name: str, method: str, keywords: Dict[str, Any]) -> Item:
    """``functools.partial(operator.methodcaller, method, **keywords)``."""
    made, partial = named_class(name), "functools:partial"
    state = tuple_item([made, (method,), dict_item(keywords.items()), None])
    parts = [partial, "reduce", named_class(partial), tuple_item([made]), state, None, None]
    return Item(tags.OBJECT, Item.array(parts))
