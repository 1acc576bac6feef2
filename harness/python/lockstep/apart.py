"""Keeps a port apart from native's library.

A library of others cannot be imported by anyone but itself and the translators; of the standard
library and the builtins, which every worker has, only native itself is out of the port's reach.
"""

import builtins
import contextlib
import functools
import importlib
import os
import sys
from types import ModuleType
from typing import Any, Callable, Dict, Iterator, List, NoReturn, Sequence, Tuple

from .mappings import Mapping, Mappings
from .own import is_standard, own_packages
from .worker.loader import load

_MISSING = object()


class NativeIsAbsent(ModuleNotFoundError):
    """The port asked for what it stands for."""


class Apart:
    """``native`` and ``port`` are names, module:qualname; ``modules`` register translators."""

    def __init__(self, native: str, port: str, modules: Sequence[str]) -> None:
        module, _, qualname = native.partition(":")
        self._library = module.partition(".")[0]
        self._module = module
        self._qualname = qualname.partition(".")[0]
        self._home = port.partition(":")[0]
        self._own = {self._home.partition(".")[0]}
        self._only_itself = is_standard(self._library) or self._library in self._own
        self._translators = set(modules)
        # A library of others is not even imported here, unless translators do.
        self._native = load(native).value if self._only_itself else _MISSING
        self._import, self._import_module = builtins.__import__, importlib.import_module
        self._inside = False
        self._changed: List[Tuple[Dict[str, Any], str, Any]] = []

    # While the port's modules are imported.

    @contextlib.contextmanager
    def while_importing(self) -> Iterator[None]:
        if not self._only_itself:
            builtins.__import__, importlib.import_module = self._checked_import, self._checked_module
        try:
            yield
        finally:
            builtins.__import__, importlib.import_module = self._import, self._import_module

    def _checked_import(self, name: str, *args: Any, **kwargs: Any) -> Any:
        self._check(name, sys._getframe(1))
        found = self._import(name, *args, **kwargs)
        if self._only_itself and self._is_ports(sys._getframe(1)):
            return self._masked(found)
        return found

    def _checked_module(self, name: str, package: Any = None) -> Any:
        self._check(name, sys._getframe(1))
        found = self._import_module(name, package)
        if self._only_itself and self._is_ports(sys._getframe(1)):
            return self._masked(found)
        return found

    def _check(self, name: str, frame: Any) -> None:
        if self._only_itself or name.partition(".")[0] != self._library:
            return
        importer = str(frame.f_globals.get("__name__", ""))
        ours = importer.partition(".")[0] in (self._library, "lockstep", "importlib")
        if not ours and (self._inside or importer not in self._translators):
            refuse("%s imports %s" % (place_of(frame), name), name)

    def _is_ports(self, frame: Any) -> bool:
        return str(frame.f_globals.get("__name__", "")).partition(".")[0] in self._own

    # While the port runs.

    def kept(self, function: Any) -> Callable:
        """The function, apart from native in each call and in each step of an iterator."""
        self._own |= own_packages(self._home) - ({self._library} - self._own)

        @functools.wraps(function, updated=())
        def kept(*args: Any, **kwargs: Any) -> Any:
            with self._alone():
                result = function(*args, **kwargs)
            return _Kept(result, self._alone) if _is_generator(result) else result

        return kept

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        outermost = not self._inside
        if outermost:
            self._enter()
        try:
            yield
        finally:
            if outermost:
                self._leave()

    def _enter(self) -> None:
        self._inside = True
        builtins.__import__, importlib.import_module = self._checked_import, self._checked_module
        for held in self._namespaces():
            self._trip(held)

    def _leave(self) -> None:
        self._inside = False
        builtins.__import__, importlib.import_module = self._import, self._import_module
        for held, name, value in reversed(self._changed):
            if value is _MISSING:
                held.pop(name, None)
            else:
                held[name] = value
        del self._changed[:]

    def _namespaces(self) -> List[Dict[str, Any]]:
        return [
            vars(module)
            for name, module in list(sys.modules.items())
            if name.partition(".")[0] in self._own and isinstance(module, ModuleType)
        ]

    def _trip(self, held: Dict[str, Any]) -> None:
        for name, value in list(held.items()):
            if name.startswith("__"):
                continue
            other = self._masked(value)
            if other is not value:
                self._changed.append((held, name, value))
                held[name] = other
        if self._module == "builtins" and self._qualname not in held:
            self._changed.append((held, self._qualname, _MISSING))
            held[self._qualname] = Tripwire(self._qualname)

    def _masked(self, value: Any) -> Any:
        """The value, or what the port gets of native in its place."""
        if self._only_itself:
            if value is self._native:
                return Tripwire(self._qualname)
            return _Masked(value, self._native) if _leads(value, self._native) else value
        home = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
        if isinstance(home, str) and home.partition(".")[0] == self._library:
            return Tripwire(getattr(value, "__name__", self._library))
        return value

    # Translators know both sides.

    def translators_let_in(self, mappings: Mappings) -> Mappings:
        return Mappings(map(self._let_in, mappings.mappings), mappings.singletons)

    def _let_in(self, mapping: Mapping) -> Mapping:
        free = {
            name: self._free(getattr(mapping, name))
            for name in ("to_port", "to_native", "update")
            if getattr(mapping, name) is not None
        }
        return mapping._replace(**free)

    def _free(self, function: Callable) -> Callable:
        @functools.wraps(function, updated=())
        def free(*args: Any) -> Any:
            if not self._inside:
                return function(*args)
            self._leave()
            try:
                return function(*args)
            finally:
                self._enter()

        return free


class Tripwire:
    """Stands where native stood. Whoever uses it is named."""

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "_name", name)

    def __call__(self, *_: Any, **__: Any) -> NoReturn:
        refuse("%s calls %s" % (place_of(sys._getframe(1)), object.__getattribute__(self, "_name")))

    def __getattr__(self, attribute: str) -> NoReturn:
        named = object.__getattribute__(self, "_name")
        refuse("%s uses %s.%s" % (place_of(sys._getframe(1)), named, attribute))


class _Masked(ModuleType):
    """A module of the standard library without native in it."""

    def __init__(self, module: ModuleType, native: Any) -> None:
        super().__init__(module.__name__)
        self.__dict__.update(
            {
                name: Tripwire(name) if value is native else value
                for name, value in vars(module).items()
            }
        )


class _Kept:
    """A generator of the port's, apart from native in each step."""

    def __init__(self, inner: Any, alone: Callable) -> None:
        self._inner = inner
        self._alone = alone

    def __iter__(self) -> "_Kept":
        return self

    def __next__(self) -> Any:
        with self._alone():
            return next(self._inner)


def _is_generator(value: Any) -> bool:
    return hasattr(type(value), "__next__") and hasattr(type(value), "send")


def _leads(value: Any, native: Any) -> bool:
    return isinstance(value, ModuleType) and any(each is native for each in vars(value).values())


def refuse(what: str, name: str = "") -> NoReturn:
    raise NativeIsAbsent(what, name=name or None)


def place_of(frame: Any) -> str:
    return "%s:%d" % (os.path.basename(frame.f_code.co_filename), frame.f_lineno)
