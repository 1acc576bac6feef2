"""What is observed of an instance after every step of a sequence."""

from copy import copy
from pickle import dumps, loads
from typing import Any, Callable, Dict, List, Optional

from ..target.names import defines

_MOST = 64


def observer(
    text: Optional[str], attributes: Optional[List[str]], home: Any
) -> Callable[[Any], Any]:
    """From an expression over the instance ``o``, evaluated in the class's module; else the default
    observers."""
    if text is None:
        return Default(attributes)
    names = dict(vars(home)) if home is not None else {}
    observing: Callable[[Any], Any] = eval(
        compile("lambda o: (%s)" % text.strip(), "<observe>", "eval"), names
    )
    return observing


class Default:
    """Whatever of these the class has: how it shows, its length, what it iterates over, its truth,
    attributes (all public ones, unless some are named). ``nameless`` strips the class's name from a
    text."""

    def __init__(self, attributes: Optional[List[str]] = None) -> None:
        self._attributes = attributes
        self.nameless: Callable[[str], str] = str

    def __call__(self, o: Any) -> Dict[str, Any]:
        cls: Any = type(o)
        seen: Dict[str, Any] = {}
        if cls.__repr__ is not object.__repr__:
            seen["repr"] = _or_raised(lambda: self.nameless(repr(o)))
        if defines(cls, "__len__"):
            seen["len"] = _or_raised(lambda: len(o))
        if defines(cls, "__iter__") and not defines(cls, "__next__"):
            seen["list"] = _or_raised(lambda: [item for _, item in zip(range(_MOST), o)])
        names = _public(o) if self._attributes is None else self._attributes
        if names:
            seen["vars"] = {name: _or_raised(getattr, o, name) for name in names}
        return seen

    def closely(self, o: Any) -> Dict[str, Any]:
        """After the last step, for it is dear: also whether it equals a fresh copy, and what is
        observed of it behind pickle."""
        seen = self(o)
        cls: Any = type(o)
        if cls.__eq__ is not object.__eq__ and not defines(cls, "__next__"):
            seen["equals its copy"] = _or_raised(lambda: bool(copy(o) == o))
        try:
            seen["pickled"] = self(loads(dumps(o, 4)))
        except Exception:
            seen["pickled"] = "no pickle"
        return seen


def _or_raised(look: Callable[..., Any], *given: Any) -> Any:
    try:
        return look(*given)
    except Exception as error:
        error.__traceback__ = None
        return error


def _public(o: Any) -> List[str]:
    """Attributes of its own and properties, without methods."""
    names = {name for name in getattr(o, "__dict__", None) or () if type(name) is str}
    for name in dir(type(o)):
        if not callable(getattr(type(o), name, None)):
            names.add(name)
    return sorted(name for name in names if not name.startswith("_"))
