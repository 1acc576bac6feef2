"""Monitors every call of native that the port's own code makes, however it came by native: the
interpreter says who enters which code."""

import sys
from types import BuiltinFunctionType, ModuleType
from typing import Any, Iterator, List, Set

from .refusing_proxy import IsPorts, place_of, refuse

# Where a builtin of these calls something, it was given it; of others that is how they are made.
_CALL_WHAT_THEY_ARE_GIVEN = ("builtins", "functools", "_functools", "itertools", "_heapq", "_bisect")


class CallMonitor:
    """``is_native`` says of a callable whether it is what the port may not call."""

    def __init__(self, native: Any, library: str, is_ports: IsPorts) -> None:
        self._native = native
        self._codes: List[Any] = list(_codes(native))
        self._library = library  # all of whose functions are meant; empty: native alone
        self._is_ports = is_ports
        self._within: List[Any] = []  # (frame, builtin) that the port's code has called
        self._before: Any = None

    def begin(self) -> None:
        self._before = sys.getprofile()
        del self._within[:]
        sys.setprofile(self._seen)

    def end(self) -> None:
        sys.setprofile(self._before)

    def _seen(self, frame: Any, event: str, called: Any) -> None:
        if event == "call":
            self._enters(frame)
        elif event == "c_call" and self._is_ports(frame):
            if self._is_meant(called):
                refuse("%s calls %s" % (place_of(frame), called.__name__))
            self._within.append((frame, called))
        elif self._within and event in ("c_return", "c_exception", "return"):
            if self._within[-1][0] is frame:
                self._within.pop()

    def _enters(self, frame: Any) -> None:
        if not self._has_meant_code(frame):
            return
        caller = frame.f_back
        if caller is None or not self._is_ports(caller):
            return
        if self._within and self._within[-1][0] is caller:
            home = getattr(self._within[-1][1], "__module__", None) or "builtins"
            if home not in _CALL_WHAT_THEY_ARE_GIVEN:
                return
        refuse("%s calls %s" % (place_of(caller), frame.f_code.co_name))

    def _has_meant_code(self, frame: Any) -> bool:
        code = frame.f_code
        if not self._library:
            return any(code is each for each in self._codes)
        home = frame.f_globals.get("__name__")
        if not isinstance(home, str) or home.partition(".")[0] != self._library:
            return False
        known = frame.f_globals.get(code.co_name)  # methods are of what was passed
        return getattr(known, "__code__", None) is code

    def _is_meant(self, called: Any) -> bool:
        owner = getattr(called, "__self__", None)
        if self._library:
            home = owner.__name__ if isinstance(owner, ModuleType) else ""
            return home.partition(".")[0] == self._library
        return called is self._native or _is_bound(called, owner, self._native)


def _is_bound(called: Any, owner: Any, native: Any) -> bool:
    """Whether it is a method of a builtin class, which is bound anew in every call."""
    if type(called) is type(native) is BuiltinFunctionType:
        return called == native
    if getattr(native, "__objclass__", None) is None or called.__name__ != native.__name__:
        return False
    return getattr(type(owner), native.__name__, None) is native


def _codes(native: Any) -> Iterator[Any]:
    """Of the function, and of what it wraps; of a class, what makes its instances."""
    met: Set[int] = set()
    left = [native]
    if isinstance(native, type):
        left = [vars(native).get("__init__"), vars(native).get("__new__")]
    while left:
        each: Any = left.pop()
        each = getattr(each, "__func__", each)
        if id(each) in met:
            continue
        met.add(id(each))
        code = getattr(each, "__code__", None)
        if code is not None:
            yield code
        if getattr(each, "__wrapped__", None) is not None:
            left.append(each.__wrapped__)
