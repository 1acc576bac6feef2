"""Views of dicts: the method that gives them and a dict that it gives them for."""

from collections import OrderedDict
from typing import Any, Optional

from . import tags
from .item import Item, Structured
from .object_forms import dict_item, named_function, reduced, tuple_item

_METHODS = ("keys", "values", "items")
_KINDS = {id(type(getattr({}, method)())): (dict, method) for method in _METHODS}
for _method in _METHODS:  # in some interpreters the two share their views
    _KINDS.setdefault(id(type(getattr(OrderedDict(), _method)())), (OrderedDict, _method))


def view(value: Any, cls: type) -> Optional[Structured]:
    """None where it is no view."""
    kind, method = _KINDS.get(id(cls), (None, ""))
    if kind is None:
        return None
    if method == "keys":
        pairs = [(key, None) for key in value]
    else:
        pairs = list(value) if method == "items" else list(enumerate(value))
    viewed: Any = dict_item(pairs)
    if kind is OrderedDict:
        viewed = Item(tags.SUBCLASS, Item.array(["collections:OrderedDict", viewed, None]))
    owner = "builtins:dict" if kind is dict else "collections:OrderedDict"
    function = named_function(owner + "." + method)
    name = ("builtins:dict_" if kind is dict else "builtins:odict_") + method
    return reduced(name, function, tuple_item([viewed]))
