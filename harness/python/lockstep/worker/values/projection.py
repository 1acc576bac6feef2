"""What the contract compares across implementations.

Exceptions lose what their policy does not name, classes of native and port become roles. The
projected encoding is what is hashed, and what is judged where the digests differ.
"""

import re
from functools import partial
from typing import Any, Callable, Dict, Iterable, List, Optional, Set

from ..target.names import class_name, is_a, mro
from . import tags
from .identity import known_as, stands_as
from .item import Item, Structured, Unencodable

_ROLE = "<role>:"
_ADDRESS = re.compile(r"\bat 0x[0-9A-Fa-f]+")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
# How a function shows says what it is written in.
_FUNCTION = re.compile(r"<(?:function|cyfunction|built-in function) ([^ >]+)(?: at 0x[0-9A-Fa-f]+)?>")
POLICIES = ("type", "type+message", "public-base")


class Projection:
    """``modules`` are those whose classes stand for a role: native's and the port's."""

    def __init__(
        self,
        structure: Callable[[Any], Structured],
        policy: str = "type",
        modules: Iterable[str] = (),
    ) -> None:
        self._structure = structure
        self._policy = policy
        self._modules = [name for name in modules if name and name != "builtins"]
        self._before: Dict[str, re.Pattern[str]] = {}  # what stands before a class, by its module
        self.assumed: Set[str] = set()  # "module:qualname" of every class that was given a role

    @property
    def messages(self) -> bool:
        """Whether exceptions are compared with their messages; the extension asks once."""
        return self._policy == "type+message"

    def role(self, name: str) -> Optional[str]:
        """The qualname of a class of native or port: what it stands for."""
        module, _, qualname = name.partition(":")
        for own in self._modules:
            if module == own or module.startswith(own + "."):
                self.assumed.add(name)
                return qualname
        return None

    def structure(self, value: Any) -> Structured:
        if is_a(value, BaseException):
            return tags.EXCEPTION, self._exception(value)
        take_apart = self._structure
        cls = type(value)
        if self.role(stands_as(cls)) is not None:
            take_apart = getattr(take_apart, "ordinary", take_apart)
        tag, payload = take_apart(value)
        if tag == tags.CLASS:
            return tag, self._name(stands_as(value) if payload == known_as(value) else payload)
        if tag == tags.FUNCTION:
            role = self.role(payload)
            return tag, payload if role is None else _ROLE + role
        if tag in (tags.SUBCLASS, tags.OBJECT, tags.ITERATOR):
            parts = list(payload.payload)
            # An iterator is what it yields; which class yields it is how it was made.
            name = stands_as(cls) if parts[0] == known_as(cls) else parts[0]
            parts[0] = "<iterator>" if tag == tags.ITERATOR else self._name(name)
            if tag == tags.OBJECT and parts[0].startswith(_ROLE) and parts[1] == "reduce":
                parts = _surface(value, parts, self._nameless(type(value)))
            return tag, Item.array(parts)
        return tag, payload

    def _name(self, name: str) -> str:
        role = self.role(name)
        return name if role is None else _ROLE + role

    def _nameless(self, cls: type) -> Callable[[str], str]:
        """Strips from a text where native's and the port's classes are defined."""
        module = class_name(cls).partition(":")[0]
        before = self._before.get(module)
        if before is None:
            homes = sorted({*self._modules, module}, key=len, reverse=True)
            one_of = "|".join(map(re.escape, homes))
            before = self._before[module] = re.compile(r"(?<![\w.])(?:%s)\.(?=\w)" % one_of)
        return partial(before.sub, "")

    def _exception(self, value: BaseException) -> Item:
        name = _exception_role(stands_as(type(value)))
        message = ""
        if self._policy == "public-base":
            name = self._public(type(value))
        elif self._policy == "type+message":
            message = self._structure(value)[1].payload[7]
        nothing = Item.array([])
        return Item.array([name, nothing, (), None, None, nothing, {}, message])

    @staticmethod
    def _public(cls: type) -> str:
        """The nearest class that both sides can name: a builtin one."""
        for base in mro(cls):
            name = stands_as(base)
            if name.startswith("builtins:"):
                return name
        return "builtins:BaseException"


def _exception_role(name: str) -> str:
    """Two libraries' exceptions of one name stand for one another; builtin ones are nobody's own."""
    module, _, qualname = name.partition(":")
    return name if module == "builtins" else _ROLE + qualname


def _surface(value: Any, parts: List[Any], nameless: Callable[[str], str]) -> List[Any]:
    """Of an object whose class stands for a role, what does not depend on how the class is made and
    kept: how it shows, if its class says so; else the arguments that make it. Beside these, the
    state under public names. A text that leaves something out does not stand alone."""
    name, _, function, args, state, listed, mapping = parts
    shown, public = _shown(value), _public_state(state)
    whole = shown is not None and "..." not in _QUOTED.sub("", shown)
    by_itself = getattr(function, "__module__", None) not in ("copyreg", "_copyreg")
    told = [
        ("<shown>", None if shown is None else _neutral(nameless(shown))),
        ("made", args if by_itself and not whole else None),
        ("state", public if type(public) is dict or not whole else None),
        ("items", listed),
        ("entries", mapping),
    ]
    flat = [part for pair in told if pair[1] is not None for part in pair]
    return [name, "parts", Item.array(flat)]


def _neutral(text: str) -> str:
    return _ADDRESS.sub("at 0x...", _FUNCTION.sub(r"<function \1>", text))


def _shown(value: Any) -> Optional[str]:
    """None where its class does not say how it shows."""
    cls: Any = type(value)
    if cls.__repr__ is object.__repr__:
        return None
    try:
        return str.__str__(repr(value))
    except BaseException as error:
        raise Unencodable("repr: " + class_name(type(error))) from None


def _public_state(state: Any) -> Any:
    """Attributes without the private ones; None where nothing is left. A state of another form is
    left as it is."""
    halves = state if type(state) is tuple and len(state) == 2 else (state,)
    if not all(half is None or type(half) is dict for half in halves):
        return state
    public = {
        key: item
        for half in halves
        for key, item in (half or {}).items()
        if type(key) is str and not key.startswith("_")
    }
    return public or None
