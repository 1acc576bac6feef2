"""What can be done with an instance of a class: its public methods, and the protocols it has."""

import inspect
from typing import Any, Callable, List, Optional

from .names import mro

_PROTOCOLS = (
    "__len__ __iter__ __reversed__ __contains__ __getitem__ __setitem__ __delitem__ __next__ "
    "__bool__ __hash__ __call__ __enter__ __exit__ __repr__ __str__ __format__ __bytes__ __copy__ "
    "__eq__ __ne__ __lt__ __le__ __gt__ __ge__ "
    "__neg__ __pos__ __abs__ __invert__ __int__ __float__ __index__ __complex__ __round__ "
    "__trunc__ __floor__ __ceil__"
).split()
_BINARY = "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or".split()
_PROTOCOLS += ["__%s%s__" % (side, name) for name in _BINARY for side in ("", "r", "i")]


def methods(cls: Any, signature: Callable[[Any], Any]) -> Optional[List[List[Any]]]:
    """[name, signature without the instance or None] of each; None where it is no class."""
    if not isinstance(cls, type):
        return None
    names = [name for name in _PROTOCOLS if _is_own(cls, name)]
    names += sorted(name for name in dir(cls) if type(name) is str and not name.startswith("_"))
    found = []
    for name in names:
        try:
            static = inspect.getattr_static(cls, name)
            method = getattr(cls, name)
        except AttributeError:
            continue
        if callable(method) and not isinstance(method, type):
            found.append([name, _without_instance(static, method, signature)])
    return found


def _is_own(cls: type, name: str) -> bool:
    """Whether the class has it, and not just what every object has."""
    for base in mro(cls):
        if name in vars(base):
            return base is not object and vars(base)[name] is not None
    return False


def _without_instance(static: Any, method: Any, signature: Callable[[Any], Any]) -> Any:
    try:
        parameters = signature(method)
    except Exception:
        return None
    bound = isinstance(static, (classmethod, staticmethod)) or inspect.ismethod(method)
    bound = bound or type(static).__name__ == "classmethod_descriptor"
    if not bound and parameters and parameters[0][1] != "VAR_POSITIONAL":
        return parameters[1:]
    return parameters
