"""Which modules are the port's own: its package, and what lies beside it, unless that is where
libraries are installed."""

import importlib.util
import os
import sys
import sysconfig
from typing import Any, Set


def own_packages(module: str) -> Set[str]:
    """The top-level names of the port's own modules, of those that are loaded."""
    top = module.partition(".")[0]
    names = set() if is_standard(top) else {top}
    directory = _directory(top)
    if directory is None or is_standard(top):
        return names
    tops = {name.partition(".")[0] for name in list(sys.modules)}
    return names | {each for each in tops if _directory(each) == directory}


def is_standard(library: str) -> bool:
    """Whether a top-level module comes with the interpreter."""
    names = getattr(sys, "stdlib_module_names", None)
    if names is not None:
        return library in names
    if library in sys.builtin_module_names:
        return True
    spec = importlib.util.find_spec(library)
    origin = os.path.dirname(str(spec and spec.origin))
    return _holds_libraries(origin) and "-packages" not in origin


def _directory(top: str) -> Any:
    """Where a top-level module was found; None where libraries are."""
    file = getattr(sys.modules.get(top), "__file__", None)
    if not isinstance(file, str):
        return None
    directory = os.path.dirname(os.path.abspath(file))
    if os.path.basename(file).startswith("__init__."):
        directory = os.path.dirname(directory)
    return None if _holds_libraries(directory) else directory


def _holds_libraries(directory: str) -> bool:
    paths = sysconfig.get_paths()
    return "-packages" in directory or directory.startswith((paths["stdlib"], paths["platstdlib"]))
