"""Isolation of a port from native's library: it cannot import it, hold on to it or call it.

A library of others cannot be imported by anyone but itself and the translators; of the standard
library and the builtins, which every worker has, only native itself is out of the port's reach:
in its modules, in whatever these hold (references.py), and in the calls that its code makes
(call_monitor.py).
"""

import builtins
import contextlib
import functools
import importlib
import sys
from types import FunctionType, ModuleType
from typing import Any, Callable, Dict, Iterator, List, Sequence, Tuple

from ..apart import NativeIsAbsent
from ..api.mappings import Mapping, Mappings
from ..worker.target.loader import load
from .call_monitor import CallMonitor
from .own_modules import is_standard, own_packages
from .references import Reference, References
from .refusing_proxy import MISSING, Masked, RefusingProxy, place_of, refuse, unmasked

__all__ = ["Isolation", "NativeIsAbsent"]


class Isolation:
    """``native`` and ``port`` are names, module:qualname; ``modules`` register translators."""

    def __init__(self, native: str, port: str, modules: Sequence[str]) -> None:
        module, _, qualname = native.partition(":")
        self._library = module.partition(".")[0]
        self._module = module
        self._qualname = qualname
        self._home = port.partition(":")[0]
        self._own = {self._home.partition(".")[0]}
        self._only_itself = is_standard(self._library) or self._library in self._own
        self._translators = set(modules)
        # A library of others is not even imported here, unless translators do.
        self._native = load(native).value if self._only_itself else MISSING
        self._monitor = CallMonitor(self._native, "" if self._only_itself else self._library, self._is_ports)
        self._import, self._import_module = builtins.__import__, importlib.import_module
        self._inside = False
        self._references: List[Reference] = []
        self._leading: List[str] = []  # modules of others that native is in
        self._changed: List[Tuple[Dict[str, Any], str, Any, Any]] = []

    # While the port's modules are imported.

    @contextlib.contextmanager
    def while_importing(self) -> Iterator[None]:
        if not self._only_itself:
            self._guard_imports()
        try:
            yield
        finally:
            self._free_imports()

    def _guard_imports(self) -> None:
        builtins.__import__, importlib.import_module = self._checked_import, self._checked_module
        sys.meta_path.insert(0, self)

    def _free_imports(self) -> None:
        builtins.__import__, importlib.import_module = self._import, self._import_module
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def find_spec(self, name: str, *_: Any) -> None:
        """As a finder, asked first: for imports that go another way than the import statement."""
        frame = sys._getframe(1)
        while frame.f_back is not None and _imports(frame):
            frame = frame.f_back
        self._check(name, frame)

    def _checked_import(self, name: str, *args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)
        self._check(name, frame)
        found = self._import(name, *args, **kwargs)
        return self._masked(found) if self._hides_from(frame) else unmasked(found)

    def _checked_module(self, name: str, package: Any = None) -> Any:
        frame = sys._getframe(1)
        self._check(name, frame)
        found = self._import_module(name, package)
        return self._masked(found) if self._hides_from(frame) else unmasked(found)

    def _hides_from(self, frame: Any) -> bool:
        return self._only_itself and self._is_ports(frame)

    def _check(self, name: str, frame: Any) -> None:
        if self._only_itself or not self._is_of_library(name):
            return
        importer = str(frame.f_globals.get("__name__", ""))
        ours = importer.partition(".")[0] in (self._library, "lockstep", "importlib")
        if not ours and (self._inside or importer not in self._translators):
            refuse("%s imports %s" % (place_of(frame), name), name)

    def _is_ports(self, frame: Any) -> bool:
        if frame.f_code.co_filename == "<string>" and "__name__" not in frame.f_globals:
            return True  # what the port evaluates
        return self._is_own(frame.f_globals.get("__name__", ""))

    def _is_own(self, module: Any) -> bool:
        return isinstance(module, str) and module.partition(".")[0] in self._own

    def _owns(self, thing: Any) -> bool:
        """Of a function or a class."""
        if isinstance(thing, FunctionType):
            return self._is_own(thing.__globals__.get("__name__"))
        return self._is_own(getattr(thing, "__module__", None))

    # While the port runs.

    def isolated(self, function: Any) -> Callable[..., Any]:
        """The function, isolated from native in each call and in each step of an iterator."""
        self._own |= own_packages(self._home) - ({self._library} - self._own)
        self._references = list(References(self._masked, self._owns).of(self._roots(function)))
        self._leading = list(self._modules_with_native())

        @functools.wraps(function, updated=())
        def isolated(*args: Any, **kwargs: Any) -> Any:
            with self._alone():
                result = function(*args, **kwargs)
            return _IsolatedGenerator(result, self._alone) if _is_generator(result) else result

        return isolated

    def _roots(self, function: Any) -> Iterator[Any]:
        """What the port's code starts from; entries of its modules themselves are masked anew in
        every call, for they come and go."""
        yield function
        for held in self._namespaces():
            for name, value in list(held.items()):
                if not name.startswith("__"):
                    yield value

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
        self._guard_imports()
        for held in self._namespaces():
            self._trip(held)
        self._hide_modules()
        for reference in self._references:
            if reference.get() is reference.value:
                reference.put(reference.other)
        self._monitor.begin()

    def _leave(self) -> None:
        self._monitor.end()
        self._inside = False
        self._free_imports()
        for reference in self._references:
            if reference.get() is reference.other:
                reference.put(reference.value)
        for held, name, value, other in reversed(self._changed):
            if held.get(name, MISSING) is not other:
                continue  # the port's code has changed it since
            if value is MISSING:
                held.pop(name, None)
            else:
                held[name] = value
        del self._changed[:]

    def _namespaces(self) -> List[Dict[str, Any]]:
        return [
            vars(module)
            for name, module in list(sys.modules.items())
            if self._is_own(name) and isinstance(module, ModuleType)
        ]

    def _change(self, held: Dict[str, Any], name: str, value: Any, other: Any) -> None:
        self._changed.append((held, name, value, other))
        if other is MISSING:
            del held[name]
        else:
            held[name] = other

    def _trip(self, held: Dict[str, Any]) -> None:
        for name, value in list(held.items()):
            if name.startswith("__"):
                continue
            other = self._masked(value)
            if other is not value:
                self._change(held, name, value, other)
        if self._module == "builtins" and self._qualname not in held and "." not in self._qualname:
            self._change(held, self._qualname, MISSING, self._proxy(self._qualname))

    def _modules_with_native(self) -> Iterator[str]:
        """Outside of the port. A package goes on being imported into, and is left alone."""
        for name, module in list(sys.modules.items()):
            if self._only_itself and name != "builtins" and not self._is_own(name):
                if _leads(module, self._native) and not hasattr(module, "__path__"):
                    yield name

    def _hide_modules(self) -> None:
        """``sys.modules`` leads past every import."""
        if not self._only_itself:
            self._leading = [name for name in list(sys.modules) if self._is_of_library(name)]
        for name in self._leading:
            module = sys.modules.get(name)
            other = self._masked(module) if self._only_itself else MISSING
            if module is not None and other is not module:
                self._change(sys.modules, name, module, other)

    def _is_of_library(self, name: Any) -> bool:
        return isinstance(name, str) and name.partition(".")[0] == self._library

    def _proxy(self, name: str) -> RefusingProxy:
        return RefusingProxy(name, self._native, self._is_ports)

    def _masked(self, value: Any) -> Any:
        """The value, or what the port gets of native in its place."""
        if self._only_itself:
            if value is self._native:
                return self._proxy(self._qualname)
            return Masked(value, self._native, self._proxy) if _leads(value, self._native) else value
        home = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
        if self._is_of_library(home):
            return RefusingProxy(getattr(value, "__name__", self._library))
        return value

    # Translators know both sides.

    def translators_let_in(self, mappings: Mappings) -> Mappings:
        return Mappings(map(self._let_in, mappings.mappings), mappings.singletons)

    def _let_in(self, mapping: Mapping) -> Mapping:
        free: Dict[str, Any] = {
            name: self._free(getattr(mapping, name))
            for name in ("to_port", "to_native", "update")
            if getattr(mapping, name) is not None
        }
        return mapping._replace(**free)

    def _free(self, function: Callable[..., Any]) -> Callable[..., Any]:
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


class _IsolatedGenerator:
    """A generator of the port's, isolated from native in each step."""

    def __init__(self, inner: Any, alone: Callable[..., Any]) -> None:
        self._inner = inner
        self._alone = alone

    def __iter__(self) -> "_IsolatedGenerator":
        return self

    def __next__(self) -> Any:
        with self._alone():
            return next(self._inner)


def _is_generator(value: Any) -> bool:
    return hasattr(type(value), "__next__") and hasattr(type(value), "send")


def _leads(value: Any, native: Any) -> bool:
    return isinstance(value, ModuleType) and any(each is native for each in vars(value).values())


def _imports(frame: Any) -> bool:
    """Whether it is of the import system."""
    home = str(frame.f_globals.get("__name__", "")).partition(".")[0]
    return home in ("importlib", "_frozen_importlib", "_frozen_importlib_external")
