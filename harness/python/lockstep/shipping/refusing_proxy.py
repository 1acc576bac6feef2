"""Proxies that a port gets in the place of what it must not use: they refuse, and name who used them."""

import os
import sys
from types import ModuleType
from typing import Any, Callable, NoReturn

from ..apart import NativeIsAbsent

MISSING = object()

IsPorts = Callable[[Any], bool]  # (frame) -> whether its code is the port's own


class RefusingProxy:
    """Stands where native stood. Code that is not the port's gets through to ``native``: what the
    rest of the standard library is made of is no business of the port's."""

    def __init__(self, name: str, native: Any = MISSING, is_ports: IsPorts = lambda _: True) -> None:
        for attribute, value in (("_name", name), ("_native", native), ("_is_ports", is_ports)):
            object.__setattr__(self, attribute, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _passed(self, sys._getframe(1), "calls %s")(*args, **kwargs)

    def __getattr__(self, attribute: str) -> Any:
        return getattr(_passed(self, sys._getframe(1), "uses %s." + attribute), attribute)

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, _passed(self, sys._getframe(1), "uses %s"))

    def __subclasscheck__(self, cls: Any) -> bool:
        return issubclass(cls, _passed(self, sys._getframe(1), "uses %s"))

    def __mro_entries__(self, _: Any) -> Any:
        return (_passed(self, sys._getframe(1), "uses %s"),)


def _passed(proxy: RefusingProxy, frame: Any, how: str) -> Any:
    told = object.__getattribute__
    native = told(proxy, "_native")
    if native is MISSING or told(proxy, "_is_ports")(frame):
        refuse("%s %s" % (place_of(frame), how % told(proxy, "_name")))
    return native


class Masked(ModuleType):
    """A module of the standard library without native in it."""

    def __init__(self, module: ModuleType, native: Any, proxy: Callable[[str], RefusingProxy]) -> None:
        super().__init__(module.__name__)
        self.__dict__.update(
            {name: proxy(name) if value is native else value for name, value in vars(module).items()}
        )
        self.__dict__["__lockstep_masks__"] = module


def unmasked(module: Any) -> Any:
    return vars(module)["__lockstep_masks__"] if type(module) is Masked else module


def refuse(what: str, name: str = "") -> NoReturn:
    raise NativeIsAbsent(what, name=name or None)


def place_of(frame: Any) -> str:
    return "%s:%d" % (os.path.basename(frame.f_code.co_filename), frame.f_lineno)
