"""Annotations as text: what one would have written in the source."""

import sys
from typing import Any

_PLAIN = {"typing.Any": "Any", "typing.Callable": "Callable"}
_GENERIC = {
    "List": "list",
    "Dict": "dict",
    "Tuple": "tuple",
    "Set": "set",
    "FrozenSet": "frozenset",
    "Type": "type",
}


def annotation_text(annotation: Any) -> str:
    """Text as it stands; objects of ``typing`` rendered; classes by name."""
    if type(annotation) is str:
        return annotation
    if annotation in (None, type(None)):
        return "None"
    if annotation is Ellipsis:
        return "..."
    if isinstance(annotation, (list, tuple)):
        return "[%s]" % ", ".join(annotation_text(part) for part in annotation)
    origin = getattr(annotation, "__origin__", None)
    if origin is not None:
        return _generic(annotation, origin)
    if type(annotation).__name__ == "UnionType":
        return " | ".join(annotation_text(part) for part in annotation.__args__)
    return _named(annotation)


def _named(annotation: Any) -> str:
    kind = type(annotation).__name__
    if kind == "ForwardRef":
        text: str = annotation.__forward_arg__
        return text
    if kind == "TypeVar":
        bound = annotation.__bound__
        if bound is not None:
            return annotation_text(bound)
        return " | ".join(map(annotation_text, annotation.__constraints__)) or "Any"
    if kind == "NewType" or hasattr(annotation, "__supertype__"):
        return annotation_text(annotation.__supertype__)
    if isinstance(annotation, type):
        module, name = annotation.__module__, annotation.__qualname__
        return name if module in ("builtins", "typing", "collections.abc") else module + "." + name
    return repr(annotation).replace("typing.", "")


def _generic(annotation: Any, origin: Any) -> str:
    metadata = getattr(annotation, "__metadata__", None)
    if metadata is not None:
        parts = [annotation_text(origin)] + [_refinement(item) for item in metadata]
        return "Annotated[%s]" % ", ".join(parts)
    name = _origin_name(annotation, origin)
    args = getattr(annotation, "__args__", ())
    if getattr(origin, "_name", None) == "Union" or name == "Union":
        return " | ".join(annotation_text(part) for part in args)
    if name == "Literal":
        return "Literal[%s]" % ", ".join(repr(part) for part in args)
    args = [part for part in args if type(part).__name__ != "TypeVar" or _bare(annotation)]
    if not args:
        return "tuple[()]" if name == "tuple" and not _bare(annotation) else name
    if name == "Callable":
        return _callable(args)
    return "%s[%s]" % (name, ", ".join(annotation_text(part) for part in args))


def _bare(annotation: Any) -> bool:
    return getattr(annotation, "_special", False)


def _callable(args: Any) -> str:
    takes = [annotation_text(part) for part in args[:-1]]
    listed = "..." if takes == ["..."] else "[%s]" % ", ".join(takes)
    return "Callable[%s, %s]" % (listed, annotation_text(args[-1]))


def _origin_name(annotation: Any, origin: Any) -> str:
    name = getattr(annotation, "_name", None) or getattr(origin, "_name", None)
    if name is None:
        name = getattr(origin, "__qualname__", None) or repr(origin).replace("typing.", "")
    if name == "Optional":
        return "Union"
    return _GENERIC.get(name, name)


def _refinement(item: Any) -> str:
    """Ge(ge=0) of annotated-types as Ge(0), texts and numbers as they are."""
    fields = getattr(item, "__dataclass_fields__", None)
    if fields is not None and not isinstance(item, type):
        values = ", ".join(repr(getattr(item, name)) for name in fields)
        return "%s(%s)" % (type(item).__name__, values)
    if isinstance(item, type) and item.__module__ in sys.modules:
        return item.__qualname__
    return repr(item)
