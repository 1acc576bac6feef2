"""Effects of a call beside its result: aliasing, warnings, output."""

import io
import warnings
from json import dumps as quoted
from typing import Any, Dict, List, Optional, Tuple

from ..target.addresses import without_addresses
from ..target.names import is_a
from ..values.encoder import head, str_item

_MUTABLE = (list, dict, set, bytearray)
_ATOMS = frozenset(map(id, (type(None), bool, int, float, complex, str, bytes)))
_MAX_NODES = 1 << 16
_MAX_ALIASES = 16
EMPTY = b"\x85\xf6\x80\x80\x60\xf4"


class Captured:
    """The texts of one case, from both streams, up to ``limit`` characters, then one mark of
    the cut. ``texts`` is emptied by whoever reads it."""

    def __init__(self, texts: List[str], limit: int) -> None:
        self._texts = texts
        self._limit = limit
        self._left = limit

    def add(self, text: str) -> None:
        if not self._texts:
            self._left = self._limit
        if text and self._left >= 0:
            self._texts.append(text[: self._left])
            self._left -= len(text)
            if self._left < 0:
                self._texts.append("[output cut]")


class Capture(io.TextIOBase):
    """Stands for sys.stdout or sys.stderr."""

    def __init__(self, captured: Captured, descriptor: int) -> None:
        super().__init__()
        self._captured = captured
        self._descriptor = descriptor
        self.buffer = _Binary(self)

    encoding = "utf-8"
    errors = "backslashreplace"
    newlines = None

    def write(self, text: str) -> int:
        if not is_a(text, str):
            raise TypeError("write() argument must be str, not %s" % type(text).__name__)
        self._captured.add(str.__str__(text))
        return len(text)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self._descriptor


class _Binary(io.BufferedIOBase):
    def __init__(self, text: Capture) -> None:
        super().__init__()
        self._text = text

    def write(self, data: Any) -> int:
        view = bytes(data)
        self._text.write(view.decode("utf-8", "backslashreplace"))
        return len(view)

    def writable(self) -> bool:
        return True


def listen_to_warnings(texts: List[str]) -> None:
    """Every warning, however often, is appended as ``Category: message``."""

    def showwarning(message: Any, category: Any, *_where: Any, **_more: Any) -> None:
        texts.append("%s: %s" % (category.__name__, without_addresses(str(message))))

    warnings.simplefilter("always")
    warnings.showwarning = showwarning


def _key(key: Any, position: int) -> str:
    if type(key) is str:
        return "[%s]" % quoted(key)
    if type(key) in (int, bool, float, bytes, type(None)):
        return "[%r]" % (key,)
    return "[key %d]" % position


def _parts(value: Any) -> List[Tuple[str, Any]]:
    """What an exact list, tuple or dict holds beside atoms, with the index that leads there."""
    kind = type(value)
    if kind is list or kind is tuple:
        return [("[%d]" % i, item) for i, item in enumerate(value) if id(type(item)) not in _ATOMS]
    if kind is dict:
        pairs = enumerate(list(value.items()))
        return [(_key(key, i), item) for i, (key, item) in pairs if id(type(item)) not in _ATOMS]
    return []


def _mutable(value: Any) -> bool:
    return any(is_a(value, base) for base in _MUTABLE)


class _Walk:
    """Visits mutable containers in order, outside in. ``met`` maps identity to first path."""

    def __init__(self) -> None:
        self.left = _MAX_NODES
        self.met: Dict[int, str] = {}

    def visit(self, value: Any, path: str, known: Dict[int, str], said: List[str]) -> None:
        stack = [(path, value)]
        while stack and self.left > 0 and len(said) < _MAX_ALIASES:
            path, value = stack.pop()
            self.left -= 1
            if _mutable(value):
                first = known.get(id(value)) or self.met.get(id(value))
                if first is not None:
                    said.append("%s is %s" % (path, first))
                    continue
                self.met[id(value)] = path
            parts = _parts(value)
            stack += [(path + index, item) for index, item in reversed(parts)]


def aliases(result: Any, args: List[Any], kwargs: Dict[str, Any]) -> List[str]:
    """Where a mutable container in the result is (in) an argument, or occurs twice."""
    if id(type(result)) in _ATOMS or not (_mutable(result) or type(result) is tuple):
        return []
    arguments = _Walk()
    named = [("args[%d]" % i, value) for i, value in enumerate(args)]
    named += [("kwargs[%s]" % quoted(name), value) for name, value in kwargs.items()]
    for path, value in named:
        arguments.visit(value, path, {}, [])
    said: List[str] = []
    _Walk().visit(result, "result", arguments.met, said)
    return said


def effects_item(
    arguments_after: Optional[bytes],
    aliased: List[str],
    warned: List[str],
    output: str,
    iterator_consumed: bool,
) -> bytes:
    parts = [b"\x85", arguments_after or b"\xf6"]
    for texts in (aliased, warned):
        parts.append(head(4, len(texts)))
        parts += [str_item(text) for text in texts]
    parts += [str_item(output), b"\xf5" if iterator_consumed else b"\xf4"]
    return b"".join(parts)


def with_ambient(effects: bytes, left: List[str]) -> bytes:
    """An effects item that also says what was left behind."""
    return b"".join([b"\x86", effects[1:], head(4, len(left)), *map(str_item, left)])
