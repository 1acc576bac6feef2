"""Imports the pure-Python half of a module that usually runs on a C accelerator."""
import importlib
import importlib.abc
import sys
from types import ModuleType
from typing import Iterable


class _Refusal(importlib.abc.MetaPathFinder):
    """A finder that is asked first and knows only what must not be found."""

    def __init__(self, refused):
        self.refused = frozenset(refused)

    def find_spec(self, fullname, path=None, target=None):
        if fullname in self.refused:
            raise ModuleNotFoundError(f"{fullname} is refused on purpose", name=fullname)
        return None


def _family(names):
    """What sys.modules holds under these names, submodules included."""
    return {key: module for key, module in list(sys.modules.items())
            if any(key == name or key.startswith(name + ".") for name in names)}


def load(name: str, without: Iterable[str], also: Iterable[str] = ()) -> ModuleType:
    """Module `name`, imported afresh while the modules `without` cannot be.

    `also` names modules that have to be imported afresh with it. The fresh copies take the old
    ones' place in sys.modules, so that pickle finds their classes; the accelerators come back.
    """
    without, also = list(without), list(also)
    refused = _family(without)
    for key in {**refused, **_family([name, *also])}:
        del sys.modules[key]
    refusal = _Refusal(without)
    sys.meta_path.insert(0, refusal)
    try:
        for other in also:
            importlib.import_module(other)
        return importlib.import_module(name)
    finally:
        sys.meta_path.remove(refusal)
        sys.modules.update(refused)
