"""Resolves ``module:qualname`` with messages that say what to do next."""

import difflib
import importlib
import pkgutil
import sys
import traceback
from typing import Any, List, NamedTuple, Optional, Sequence

_WHERE = "; is its directory in the manifest's path?"


class LoadFailed(Exception):
    """``kind`` is "name" where no such thing exists, "import" where importing it raised."""

    def __init__(self, kind: str, error: str, trace: str = "") -> None:
        super().__init__(error)
        self.kind = kind
        self.error = error
        self.traceback = trace


class Found(NamedTuple):
    value: Any
    module: Any


def _suggestion(word: str, names: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, names, 1, 0.6)
    return "; did you mean %r?" % close[0] if close else ""


def _importable(parent: Optional[str]) -> List[str]:
    """The modules that could be named at this place."""
    path = None if parent is None else getattr(sys.modules.get(parent), "__path__", None)
    if parent is not None and path is None:
        return []
    names = [module.name for module in pkgutil.iter_modules(path)]
    return names + list(sys.builtin_module_names) if parent is None else names


def _inside(module: str, name: str) -> str:
    """``heapq.nsmallest`` is no module, but something in one."""
    found = name in getattr(sys.modules.get(module), "__dict__", ())
    return "; did you mean %r?" % ("%s:%s" % (module, name)) if found else ""


def load_module(name: str) -> Any:
    """Imports the module. Raises LoadFailed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        missing = error.name or name
        if not (name == missing or name.startswith(missing + ".")):
            raise LoadFailed("import", _one_line(error), traceback.format_exc()) from None
        parent, _, last = missing.rpartition(".")
        hint = _suggestion(last, _importable(parent or None)) or _inside(parent, last) or _WHERE
        raise LoadFailed("name", "no module named %r%s" % (missing, hint)) from None
    except BaseException as error:
        raise LoadFailed("import", _one_line(error), traceback.format_exc()) from None


def _one_line(error: BaseException) -> str:
    return traceback.format_exception_only(type(error), error)[-1].strip()


def load(name: str) -> Found:
    """Imports and finds the object. Raises LoadFailed."""
    module_name, colon, qualname = name.partition(":")
    if not module_name or not colon or not qualname:
        raise LoadFailed("name", "%r is not of the form module:name" % name)
    module = load_module(module_name)
    value, place = module, "module %r" % module_name
    for part in qualname.split("."):
        try:
            value = getattr(value, part)
        except AttributeError:
            hint = _suggestion(part, [n for n in dir(value) if isinstance(n, str)])
            raise LoadFailed("name", "%s has no attribute %r%s" % (place, part, hint)) from None
        except BaseException as error:
            raise LoadFailed("import", _one_line(error), traceback.format_exc()) from None
        place = "%r" % part
    return Found(value, module)
