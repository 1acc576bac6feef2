"""Handlers: what the interpreter calls or writes to by itself, and a call may leave replaced."""

import _signal
import sys
from typing import Any, Callable, Dict, List

from .ambient import AT_TIMES, Named, Part, leave_it, only
from .interpreter_settings import attribute, setting

_all_modules = sys.modules
_vars_of_sys = vars(sys)
_NUMBERS = range(1, getattr(_signal, "NSIG", 65))
_HOOKS = ("excepthook", "displayhook", "unraisablehook", "breakpointhook",
          "stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__")  # fmt: skip
_getsignal, _set_signal = _signal.getsignal, _signal.signal
_KIND = "handler"


def handlers() -> List[Part]:
    parts = [attribute(_vars_of_sys, name, "sys." + name, _KIND) for name in _HOOKS]
    parts += [_closed("stdout"), _closed("stderr"), _signals(), _context()]
    if hasattr(_signal, "pthread_sigmask"):
        parts.append(setting("signal mask", _mask, _restore_mask, _KIND, AT_TIMES))
    if hasattr(_signal, "setitimer"):
        parts.append(setting("a timer that runs", _timers, _stop_timers, _KIND, AT_TIMES))
    if hasattr(_signal, "set_wakeup_fd"):
        parts.append(setting("descriptor that signals wake", _wakeup, _unset_wakeup, _KIND))
    parts.append(setting("an exit handler", _exit_handlers, kind=_KIND))
    for name, what in (("_trace_hook", "trace function"), ("_profile_hook", "profile function")):
        parts.append(setting(what + " of threads", _hook_of_threads(name), kind=_KIND))
    return parts


def _closed(name: str) -> Part:
    first: List[Any] = []  # that is there when it is first looked at

    def look() -> Any:
        if not first:
            first.append(_vars_of_sys.get(name))
        return first[0].closed

    return Part(_KIND, look, only("sys.%s closed" % name), leave_it)


def _signals() -> Part:
    first = {number: _getsignal(number) for number in _NUMBERS}

    def look() -> List[int]:
        return list(map(id, map(_getsignal, _NUMBERS)))

    def name(before: List[int], after: List[int]) -> Named:
        changed = [n for n, was, now in zip(_NUMBERS, before, after) if was != now]
        return ["handler of signal %d" % number for number in changed]

    def restore(_before: Any) -> None:
        for number, handler in first.items():
            if handler is not None and _getsignal(number) is not handler:
                _set_signal(number, handler)

    return Part(_KIND, look, name, restore, AT_TIMES)


def _mask() -> List[int]:
    return sorted(map(int, _signal.pthread_sigmask(_signal.SIG_BLOCK, [])))


def _restore_mask(before: List[int]) -> None:
    _signal.pthread_sigmask(_signal.SIG_SETMASK, before)


_TIMERS = [getattr(_signal, name, 0) for name in ("ITIMER_REAL", "ITIMER_VIRTUAL", "ITIMER_PROF")]


def _timers() -> List[bool]:
    return [_signal.getitimer(timer)[0] > 0 for timer in _TIMERS]


def _stop_timers(_before: Any) -> None:
    for timer in _TIMERS:
        _signal.setitimer(timer, 0)


def _wakeup() -> int:
    number = _signal.set_wakeup_fd(-1)
    if number != -1:
        _signal.set_wakeup_fd(number, warn_on_full_buffer=False)
    return number


def _unset_wakeup(_before: Any) -> None:
    _signal.set_wakeup_fd(-1)


def _exit_handlers() -> Any:
    """How many there are, but for the one that ``weakref.finalize`` has once in each process."""
    count = getattr(_all_modules.get("atexit"), "_ncallbacks", None)
    if count is None:
        return None
    finalize = getattr(_all_modules.get("weakref"), "finalize", None)
    return count() - (getattr(finalize, "_registered_with_atexit", False) is True)


def _hook_of_threads(name: str) -> Callable[[], Any]:
    def look() -> Any:
        module = _all_modules.get("threading")
        return module is not None and getattr(module, name, None) is not None

    return look


def _context() -> Part:
    """Context variables, by name; the decimal context has a part of its own."""
    try:
        from contextvars import copy_context

        variables: Callable[[], Any] = copy_context
    except ImportError:
        variables = dict

    def look() -> Dict[str, int]:
        return {var.name: id(value) for var, value in variables().items()}

    def name(before: Dict[str, int], after: Dict[str, int]) -> Named:
        names = {one for one in {**before, **after} if before.get(one) != after.get(one)}
        return ["context variable " + one for one in names - {"decimal_context"}]

    return Part("ambient-setting", look, name, leave_it, AT_TIMES)
