"""Settings of the interpreter and of its modules that a call may leave changed.

All that is called here was taken before the code under test was imported.
"""

import gc
import os
import sys
import warnings
from ctypes import CDLL
from typing import Any, Callable, Dict, List

from .ambient import AT_TIMES, OFTEN, Named, Part, leave_it, only

_all_modules = sys.modules
_environ = os.environ
_chdir, _getcwd, _umask = os.chdir, os.getcwd, os.umask
_filters = warnings.filters
_vars_of_warnings = vars(warnings)
_vars_of_sys = vars(sys)


def setting(
    what: str,
    get: Callable[[], Any],
    put: Callable[[Any], Any] = leave_it,
    kind: str = "ambient-setting",
    every: int = AT_TIMES,
) -> Part:
    return Part(kind, get, only(what), put, every)


def interpreter_settings() -> List[Part]:
    """What this interpreter has of it."""
    parts = [
        Part("working-directory", _getcwd, only("working directory"), _chdir),
        Part("environment", _environment, _variables, _restore_environment),
        Part("decimal-context", _decimal, _of_decimal, _restore_decimal),
        Part("warning-filter", _warnings, only("warning filters"), _restore_warnings),
        Part("random-state", _numpy_random, only("numpy random state"), _restore_numpy_random),
    ]
    return parts + _random() + _of_interpreter()


# The environment: names and values.


def _environment() -> Dict[Any, Any]:
    return dict(_environ._data)  # type: ignore[attr-defined]  # typeshed: nothing private


def _variables(before: Dict[Any, Any], after: Dict[Any, Any]) -> Named:
    names = {name for name in {**before, **after} if before.get(name) != after.get(name)}
    return ["environment variable " + os.fsdecode(name) for name in names]


def _restore_environment(before: Dict[Any, Any]) -> None:
    now = _environment()
    for name in now:
        if name not in before:
            del _environ[os.fsdecode(name)]
    for name, value in before.items():
        if now.get(name) != value:
            _environ[os.fsdecode(name)] = os.fsdecode(value)


# The decimal context: what a caller sets. Flags are what happened, and are not compared.

_DECIMAL = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")
_PRISTINE = (28, "ROUND_HALF_EVEN", -999999, 999999, 1, 0)
_TRAPS = ["DivisionByZero", "InvalidOperation", "Overflow"]


def _decimal() -> Any:
    module = _all_modules.get("_decimal") or _all_modules.get("_pydecimal")
    if module is None:
        return (*_PRISTINE, _TRAPS)
    now = module.getcontext()
    traps = [signal.__name__ for signal, on in now.traps.items() if on]
    return (now.prec, now.rounding, now.Emin, now.Emax, now.capitals, now.clamp, sorted(traps))


def _of_decimal(before: Any, after: Any) -> Named:
    pairs = zip((*_DECIMAL, "traps"), before, after)
    return ["decimal context: " + name for name, was, now in pairs if was != now]


def _restore_decimal(before: Any) -> None:
    module: Any = _all_modules.get("_decimal") or _all_modules.get("_pydecimal")
    now = module.getcontext()
    for name, value in zip(_DECIMAL, before):
        setattr(now, name, value)
    for signal in now.traps:
        now.traps[signal] = signal.__name__ in before[-1]


# Warnings: the filters, and what shows a warning.


def _warnings() -> Any:
    get = _vars_of_warnings.get
    return list(get("filters", ())), id(get("showwarning")), get("defaultaction")


_showwarning: List[Any] = []  # the worker's own listener


def keep_listener() -> None:
    _showwarning[:] = [warnings.showwarning]


def _restore_warnings(before: Any) -> None:
    warnings.filters = _filters
    _filters[:] = before[0]  # type: ignore[index]  # typeshed: a sequence
    warnings.showwarning = _showwarning[0]
    mutated = getattr(warnings, "_filters_mutated", None) or getattr(
        warnings, "_filters_mutated_lock_held", None
    )
    if mutated is not None:
        mutated()


# Generators of random numbers: that their states changed.


def _random() -> List[Part]:
    """The module may come later."""
    views: Dict[int, Any] = {}

    def instance() -> Any:
        module = _all_modules.get("random")
        return None if module is None else vars(module).get("_inst")

    def look() -> Any:
        found = instance()
        if found is None:
            return None
        view = views.get(id(found))
        if view is None:
            view = views[id(found)] = state_of(found)
        return id(found), view()

    def restore(before: Any) -> None:
        instance().seed()  # what it was is nobody's business: that it changes is seen again

    return [Part("random-state", look, only("random state"), restore)]


def state_of(instance: Any) -> Callable[[], bytes]:
    """Reads the state of an instance of random.Random, fifty times as fast as ``getstate`` where
    the interpreter is CPython: its memory is the state."""
    slow = lambda: repr(instance.getstate()).encode()  # noqa: E731
    if sys.implementation.name != "cpython":
        return slow
    try:
        import ctypes
        from _random import Random

        size = Random.__basicsize__ - object.__basicsize__
        if not isinstance(instance, Random) or size < 624 * 4:
            return slow
        memory = (ctypes.c_char * size).from_address(id(instance) + object.__basicsize__)
        return memoryview(memory).tobytes
    except Exception:
        return slow


def _numpy_generator() -> Any:
    module = _all_modules.get("numpy.random.mtrand")
    return None if module is None else getattr(module, "_rand", None)


def _numpy_random() -> Any:
    found = _numpy_generator()
    if found is None:
        return None
    name, keys, position, *rest = found.get_state()
    return name, keys.tobytes(), position, rest


def _restore_numpy_random(before: Any) -> None:
    _numpy_generator().seed()


# The interpreter.


def _of_interpreter() -> List[Part]:
    kind = "interpreter-setting"
    parts = [
        setting("recursion limit", sys.getrecursionlimit, sys.setrecursionlimit, kind, OFTEN),
        setting("garbage collection", gc.isenabled, _enable_collection, kind, OFTEN),
    ]
    for what, get, put in (
        ("switch interval", "getswitchinterval", "setswitchinterval"),
        ("longest int as text", "get_int_max_str_digits", "set_int_max_str_digits"),
        ("flags of dlopen", "getdlopenflags", "setdlopenflags"),
        ("depth of coroutine origins", "get_coroutine_origin_tracking_depth",
         "set_coroutine_origin_tracking_depth"),
    ):  # fmt: skip
        if hasattr(sys, get) and hasattr(sys, put):
            parts.append(setting(what, getattr(sys, get), getattr(sys, put), kind, OFTEN))
    if hasattr(gc, "get_threshold"):
        put_back = gc.set_threshold
        parts.append(
            setting("thresholds of garbage collection", gc.get_threshold, lambda b: put_back(*b), kind, OFTEN)
        )
    parts.append(setting("callbacks of garbage collection", _callbacks, _uncall, kind, OFTEN))
    if hasattr(gc, "get_debug"):
        parts.append(setting("debugging of garbage collection", gc.get_debug, gc.set_debug, kind, OFTEN))
    if hasattr(sys, "get_asyncgen_hooks"):
        parts.append(setting("hooks of asynchronous generators", _asyncgen_hooks, _unhook, kind, OFTEN))
    for name in ("dont_write_bytecode", "tracebacklimit", "pycache_prefix"):
        parts.append(attribute(_vars_of_sys, name, "sys." + name, kind))
    for name in ("path", "argv", "path_hooks", "meta_path"):
        parts.append(_listed(name))
    return parts + _floating_point()


_enable, _disable = gc.enable, gc.disable


def _enable_collection(on: bool) -> None:
    (_enable if on else _disable)()


def _callbacks() -> List[int]:
    return [id(callback) for callback in getattr(gc, "callbacks", ())]


def _uncall(before: List[int]) -> None:
    gc.callbacks[:] = [callback for callback in gc.callbacks if id(callback) in before]


def _asyncgen_hooks() -> List[int]:
    return [id(hook) for hook in sys.get_asyncgen_hooks()]


def _unhook(_before: Any) -> None:
    sys.set_asyncgen_hooks(None, None)


def attribute(
    namespace: Dict[str, Any], name: str, what: str, kind: str, every: int = OFTEN
) -> Part:
    """Whatever object stands there, by identity; what stood there at first is put back."""
    missing = object()
    first = namespace.get(name, missing)

    def put(_before: Any) -> None:
        if first is missing:
            namespace.pop(name, None)
        else:
            namespace[name] = first

    return Part(kind, lambda: id(namespace.get(name, missing)), only(what + " replaced"), put, every)


def _listed(name: str) -> Part:
    """A list in sys, by the identities of what it holds (text by its value)."""
    first = list(_vars_of_sys.get(name, ()))

    def look() -> Any:
        held = _vars_of_sys.get(name, ())
        return [item if type(item) is str else id(item) for item in held]

    def put(_before: Any) -> None:
        _vars_of_sys[name] = first[:]

    kind = "ambient-setting" if name in ("path_hooks", "meta_path") else "interpreter-setting"
    return Part(kind, look, only("sys." + name), put)


def _floating_point() -> List[Part]:
    parts = []
    try:
        get, put = CDLL(None).fegetround, CDLL(None).fesetround
        parts.append(setting("rounding of floats", get, put, "interpreter-setting"))
    except Exception:
        pass
    least = [5e-324]
    return parts + [
        setting("denormal floats", lambda: least[0] * 1.0 != 0, leave_it, "interpreter-setting")
    ]
