"""References that the port's own code holds on to, and what would stand there instead:
entries of tables, defaults of functions, closures, attributes of classes, partial calls."""

from functools import partial
from types import FunctionType, MethodType
from typing import Any, Callable, Iterable, Iterator, List, NamedTuple, Set, Tuple

_MOST = 1 << 15  # a table may be large

Put = Callable[[Any], Any]
Get = Callable[[], Any]


class Reference(NamedTuple):
    put: Put
    get: Get
    value: Any
    other: Any


class References:
    """``masked`` gives what stands for a value, or the value; ``owns`` says of a function or a class
    whether it is the port's."""

    def __init__(self, masked: Callable[[Any], Any], owns: Callable[[Any], bool]) -> None:
        self._masked = masked
        self._owns = owns
        self._met: Set[int] = set()
        self._held: List[Any] = []  # what was met, so that no other object gets its id
        self._left: List[Any] = []

    def of(self, roots: Iterable[Any]) -> Iterator[Reference]:
        for root in roots:
            self._meet(root)
        while self._left:
            for put, get in self._held_by(self._left.pop()):
                value = get()
                other = self._other(value)
                if other is not value:
                    yield Reference(put, get, value, other)
                else:
                    self._meet(value)

    def _other(self, value: Any) -> Any:
        """What cannot be changed in place is made anew."""
        kind = type(value)
        if kind is tuple:
            items = tuple(self._other(item) for item in value)
            changed = any(one is not two for one, two in zip(value, items))
            return items if changed else value
        if kind in (staticmethod, classmethod):
            inner = self._other(value.__func__)
            return value if inner is value.__func__ else kind(inner)
        if kind is MethodType and self._masked(value.__func__) is not value.__func__:
            return self._masked(value.__func__)
        return self._masked(value)

    def _meet(self, value: Any) -> None:
        if id(value) in self._met or len(self._met) >= _MOST or not self._holds(value):
            return
        self._met.add(id(value))
        self._held.append(value)
        self._left.append(value)

    def _holds(self, value: Any) -> bool:
        kind = type(value)
        if kind in (dict, list, tuple, partial, property, staticmethod, classmethod, MethodType):
            return True
        if isinstance(value, (dict, list)):
            return True
        return self._owns(value if isinstance(value, (type, FunctionType)) else kind)

    def _held_by(self, holder: Any) -> Iterator[Tuple[Put, Get]]:
        kind = type(holder)
        if isinstance(holder, dict):
            for key in list(dict.keys(holder)):
                yield partial(dict.__setitem__, holder, key), partial(dict.get, holder, key)
        elif isinstance(holder, list):
            for at in range(len(holder)):
                yield partial(list.__setitem__, holder, at), partial(_item, holder, at)
        elif kind is tuple:
            for item in holder:
                self._meet(item)
        elif kind is partial:
            yield from _of_partial(holder)
        elif kind is property:
            for each in (holder.fget, holder.fset, holder.fdel):
                self._meet(each)
        elif kind in (staticmethod, classmethod, MethodType):
            self._meet(holder.__func__)
            self._meet(getattr(holder, "__self__", None))
        elif isinstance(holder, FunctionType):
            yield from _of_function(holder)
        elif isinstance(holder, type):
            for name in [name for name in vars(holder) if name not in ("__dict__", "__weakref__")]:
                yield partial(setattr, holder, name), partial(vars(holder).get, name)
        self._meet(_attributes(holder))


def _item(holder: List[Any], at: int) -> Any:
    return holder[at] if at < len(holder) else None


def _of_partial(held: Any) -> Iterator[Tuple[Put, Get]]:
    rest: Callable[[], Tuple[Any, ...]] = lambda: (held.args, held.keywords, vars(held) or None)  # noqa: E731
    yield lambda value: held.__setstate__((value, *rest())), lambda: held.func
    put: Put = lambda value: held.__setstate__((held.func, value, *rest()[1:]))  # noqa: E731
    yield put, lambda: held.args


def _of_function(function: Any) -> Iterator[Tuple[Put, Get]]:
    for name in ("__defaults__", "__kwdefaults__"):
        yield partial(setattr, function, name), partial(getattr, function, name)
    for cell in function.__closure__ or ():
        put = partial(setattr, cell, "cell_contents")
        yield put, partial(getattr, cell, "cell_contents", None)


def _attributes(holder: Any) -> Any:
    try:
        return None if isinstance(holder, type) else object.__getattribute__(holder, "__dict__")
    except AttributeError:
        return None
