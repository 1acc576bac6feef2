# What the package uses of the C module behind ``signal``, for which typeshed has no stub: plain
# numbers, where ``signal`` has enumerations.
from types import FrameType
from typing import Any, Callable, Iterable, NoReturn, Optional, Set, Tuple, Union

_Handler = Union[Callable[[int, Optional[FrameType]], Any], int, None]

NSIG: int
SIG_DFL: int
SIG_IGN: int
SIG_BLOCK: int
SIG_SETMASK: int
SIGCHLD: int
SIGINT: int
SIGPIPE: int
SIGTERM: int

def default_int_handler(__number: int, __frame: Optional[FrameType]) -> NoReturn: ...
def signal(__number: int, __handler: _Handler) -> _Handler: ...
def getsignal(__number: int) -> _Handler: ...
def pthread_sigmask(__how: int, __mask: Iterable[int]) -> Set[int]: ...
def getitimer(__which: int) -> Tuple[float, float]: ...
def setitimer(__which: int, __seconds: float, __interval: float = ...) -> Tuple[float, float]: ...
def set_wakeup_fd(__descriptor: int, *, warn_on_full_buffer: bool = ...) -> int: ...
