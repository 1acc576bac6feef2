"""Sends a port by value to a process that lacks its module, with cloudpickle."""

import importlib.abc
import importlib.util
import os
import pickle
import subprocess
import sys
from typing import Any, List, Sequence, Set, Tuple

from ..api.mappings import Mappings
from ..api.registry import mappings_of
from ..shipped import NotShippable
from ..worker.target.loader import LoadFailed, load
from .own_modules import own_packages

_LIMIT = 60  # seconds
_NO_CLOUDPICKLE, _NOT_SHIPPED = 3, 4
_SENDER = "from lockstep.shipping.by_value import send\nsend(%r, %r, %d, %r)\n"


def receive(target: str, modules: Sequence[str]) -> Tuple[Any, Mappings]:
    """The object and the mappings, as a process without their modules gets them. Raises LoadFailed
    where cloudpickle is missing, and NotShippable."""
    names, data = pickle.loads(_sent(target, modules))
    sys.meta_path.insert(0, _Absent(names))
    try:
        found, mappings = pickle.loads(data)
    except BaseException as error:
        raise NotShippable("it does not arrive: %s" % _line(error)) from None
    return found, mappings


def _sent(target: str, modules: Sequence[str]) -> bytes:
    """What another process pickled, which has imported the modules."""
    out, into = os.pipe()
    script = _SENDER % (target, list(modules), into, sys.path)
    command = [sys.executable, "-c", script]
    place = dict(os.environ, PYTHONPATH=os.pathsep.join(_ours() + sys.path))
    with os.fdopen(out, "rb") as pipe:
        child = subprocess.Popen(command, env=place, pass_fds=[into], stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(into)
        data = pipe.read()
        status = child.wait(_LIMIT)
    if status == _NO_CLOUDPICKLE:
        raise LoadFailed("import", "cloudpickle is not installed in " + sys.executable)
    if status:
        raise NotShippable(data.decode("utf-8", "replace") or "its process ended: %d" % status)
    return data


def _ours() -> List[str]:
    return [os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))]


def send(target: str, modules: Sequence[str], into: int, path: List[str]) -> None:
    """In a process of its own: writes the pickle, or why there is none, and ends."""
    sys.path[:] = path
    try:
        import cloudpickle
    except ImportError:
        os._exit(_NO_CLOUDPICKLE)
    try:
        found, mappings = load(target).value, mappings_of(modules)
        names = set().union(*map(own_packages, [target.partition(":")[0], *modules]))
        for name in names:
            cloudpickle.register_pickle_by_value(importlib.import_module(name))
        data, status = pickle.dumps((names, cloudpickle.dumps((found, mappings)))), 0
    except BaseException as error:
        data, status = _line(error).encode("utf-8", "replace"), _NOT_SHIPPED
    with os.fdopen(into, "wb") as pipe:
        pipe.write(data)
    os._exit(status)


def _line(error: BaseException) -> str:
    return "%s: %s" % (type(error).__name__, error)


class _Absent(importlib.abc.MetaPathFinder):
    """Finds nothing, and lets nobody else find, what is to be absent."""

    def __init__(self, names: Set[str]) -> None:
        self._names = names

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if name.partition(".")[0] in self._names:
            raise ModuleNotFoundError("No module named %r (it was not shipped)" % name, name=name)
        return None
