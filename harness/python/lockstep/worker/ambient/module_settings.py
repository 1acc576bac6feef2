"""Settings of modules and of the process, where they are there, that a call may leave changed."""

import _locale
import os
import sys
from typing import Any, Callable, List, Tuple

from .ambient import OFTEN, Part
from .interpreter_settings import setting

_all_modules = sys.modules
_umask = os.umask
_setlocale, _LC_ALL = _locale.setlocale, _locale.LC_ALL
_affinity: Any = getattr(os, "sched_getaffinity", None)
_getpriority: Any = getattr(os, "getpriority", None)

Pair = Tuple[Callable[[], Any], Callable[[Any], None]]


def module_settings() -> List[Part]:
    parts = [
        setting("umask", _look_at_umask, _umask),
        setting("locale", _locale_now, lambda before: _setlocale(_LC_ALL, before), every=OFTEN),
        setting("default time-out of sockets", *_of("_socket", "getdefaulttimeout", None,
                                                    "setdefaulttimeout")),
        setting("longest field of csv", *_of("_csv", "field_size_limit", 131072, "field_size_limit")),
        setting("dialects of csv", *_of("_csv", "list_dialects", ["excel", "excel-tab", "unix"])),
        setting("faulthandler", *_of("faulthandler", "is_enabled", False)),
        setting("tracemalloc", *_of("_tracemalloc", "is_tracing", False)),
        setting("logging", _logging, _restore_logging),
        setting("what copyreg knows", _copyreg),
        setting("default decimal context", _default_context),
        setting("numpy's handling of errors", _numpy_errors, _restore_numpy_errors),
        setting("numpy's printing", _numpy_printing, _restore_numpy_printing),
        setting("limits of resources", _limits, _restore_limits),
    ]  # fmt: skip
    if _getpriority is not None:
        parts.append(setting("priority", lambda: _getpriority(0, 0)))
    if _affinity is not None:
        put = os.sched_setaffinity
        parts.append(setting("processors", lambda: sorted(_affinity(0)), lambda was: put(0, was)))
    return parts


def _of(module: str, get: str, default: Any, put: str = "") -> Pair:
    """Two functions of a module that may come later, which has the default then."""

    def look() -> Any:
        found = _all_modules.get(module)
        value = default if found is None else vars(found)[get]()
        return sorted(value) if type(value) is list else (value,)

    def restore(before: Any) -> None:
        if put:
            vars(_all_modules[module])[put](*before)

    return look, restore


def _look_at_umask() -> int:
    mask = _umask(0o077)
    _umask(mask)
    return mask


def _locale_now() -> str:
    return _setlocale(_LC_ALL, None)


# Logging: whoever is not as it was made, by name.


def _root() -> Any:
    module = _all_modules.get("logging")
    return None if module is None else module.root


def _state(logger: Any) -> Any:
    handlers = [id(one) for one in logger.handlers]
    return logger.level, handlers, bool(logger.disabled), bool(logger.propagate), bool(logger.filters)


_AS_MADE: Tuple[Any, ...] = (0, [], False, True, False)
_ROOT_AS_MADE = (30, *_AS_MADE[1:])


def _logging() -> Any:
    root = _root()
    if root is None:
        return {"": _ROOT_AS_MADE}, 0
    named = {name: _state(one) for name, one in root.manager.loggerDict.items()
             if hasattr(one, "handlers")}  # fmt: skip
    named = {name: state for name, state in named.items() if state != _AS_MADE}
    return {"": _state(root), **named}, root.manager.disable


def _restore_logging(before: Any) -> None:
    root = _root()
    known, root.manager.disable = before
    for name, one in [("", root), *root.manager.loggerDict.items()]:
        if hasattr(one, "handlers"):
            level, handlers, one.disabled, one.propagate, _ = known.get(name, _AS_MADE)
            one.setLevel(level)
            one.handlers[:] = [handler for handler in one.handlers if id(handler) in handlers]


def _copyreg() -> Any:
    module = _all_modules.get("copyreg")
    table = {} if module is None else module.dispatch_table
    return {id(kind): id(how) for kind, how in table.items()}


def _default_context() -> Any:
    module = _all_modules.get("_decimal")
    if module is None:
        return 28, "ROUND_HALF_EVEN"
    context = module.DefaultContext
    return context.prec, context.rounding


# numpy, once it is whole.


def _numpy() -> Any:
    return _all_modules.get("numpy") if "numpy.random" in _all_modules else None


def _numpy_errors() -> Any:
    found = _numpy()
    return None if found is None else found.geterr()


def _restore_numpy_errors(before: Any) -> None:
    _numpy().seterr(**before)


def _numpy_printing() -> Any:
    found = _numpy()
    return None if found is None else {**found.get_printoptions(), "formatter": None}


def _restore_numpy_printing(before: Any) -> None:
    _numpy().set_printoptions(**before)


# Limits: the soft ones, but for that of the time of the processor, which is the harness's.

try:
    import resource as _resource

    _RESOURCES = [getattr(_resource, "RLIMIT_" + name) for name in
                  ("NOFILE", "AS", "STACK", "FSIZE", "DATA", "CORE")]  # fmt: skip
    _getrlimit, _setrlimit = _resource.getrlimit, _resource.setrlimit
except ImportError:
    _RESOURCES = []


def _limits() -> Any:
    return [_getrlimit(kind) for kind in _RESOURCES]


def _restore_limits(before: Any) -> None:
    for kind, limits in zip(_RESOURCES, before):
        _setrlimit(kind, limits)
