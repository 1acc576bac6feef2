"""Codecs of the user's: how objects of a class are taken apart, to be compared and to be made again.

    import lockstep

    @lockstep.codec(Money)                # or "mypkg.money:Money", which imports nothing
    def money(value):
        return lockstep.made(Money, value.amount, unit=value.unit)

The modules of such functions are named in the manifest: ``codecs = ["mypkg.lockstep_codecs"]``.
"""

from typing import Any, Callable, Dict, List, NamedTuple, Tuple, TypeVar, Union


class Made(NamedTuple):
    """The call that makes an equal object."""

    function: Callable[..., Any]
    args: Tuple[Any, ...]
    keywords: Dict[str, Any]


class Parts(NamedTuple):
    """All that is compared of an object that no call makes again."""

    named: Dict[str, Any]


class Registered(NamedTuple):
    cls: Union[type, str]
    function: Callable[[Any], Union[Made, Parts]]


REGISTERED: List[Registered] = []
Telling = TypeVar("Telling", bound=Callable[[Any], Union[Made, Parts]])


def made(function: Callable[..., Any], *args: Any, **keywords: Any) -> Made:
    """``function(*args, **keywords)`` makes the object again; a class, or a function that its name
    reaches."""
    return Made(function, args, keywords)


def parts(**named: Any) -> Parts:
    """The object is compared by these values. It cannot be an input."""
    return Parts(named)


def codec(cls: Union[type, str]) -> Callable[[Telling], Telling]:
    """Registers the decorated function for objects of exactly this class: the class itself, or
    its name, ``module:qualname``."""
    if not isinstance(cls, type) and (not isinstance(cls, str) or cls.count(":") != 1):
        raise TypeError("codec() takes a class, or its name as 'module:qualname', not %r" % (cls,))
    if isinstance(cls, type) and (cls.__module__ == "builtins" or issubclass(cls, BaseException)):
        raise TypeError("%s needs no codec: builtins and exceptions are taken apart" % cls.__name__)

    def register(function: Telling) -> Telling:
        REGISTERED.append(Registered(cls, function))
        return function

    return register
