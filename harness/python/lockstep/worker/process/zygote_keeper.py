"""The keeper of a zygote, a child of the template: makes a namespace with an init, and forks the
zygote into it. It tells the harness how the zygote ended, and ends it when it is told to.
"""

import array
import os
import select
import signal
import socket
from struct import Struct
from typing import Any, List, NamedTuple, Optional, Tuple, Union

from . import containment, libc
from .namespace_init import Init
from .processes import close_all_but, kill

_SESSION, _STATUS = Struct("<Q"), Struct("<i")
_RIGHTS = socket.CMSG_SPACE(3 * 4)
_CLOEXEC = getattr(socket, "MSG_CMSG_CLOEXEC", 0)
_FAILED = 127
_pidfd_open: Any = getattr(os, "pidfd_open", None)


class Seat(NamedTuple):
    """What a zygote is given: its control socket, and the session of that."""

    control: int
    session: int


def keep(orders: int, taken: int, extension: Optional[Any] = None) -> Seat:
    """Returns in the zygote. ``taken`` is told once the order has been read."""
    try:
        libc.die_with_parent(signal.SIGKILL)
        session, control, output, life = _read_order(orders)
        os.write(taken, b".")
        os.setsid()
        kept = _fork(extension)
        if kept is None:
            _sit_down(control, output)
            return Seat(control, session)
        close_all_but({0, 1, 2, life, kept.news, *kept.descriptors()})
        os.write(life, _STATUS.pack(_end_of(kept, life)))
        os._exit(0)
    except BaseException as error:
        os.write(2, ("no zygote: %r\n" % (error,)).encode())
        os._exit(_FAILED)


def _read_order(orders: int) -> Tuple[int, int, int, int]:
    end = socket.socket(fileno=orders)
    data, ancillary, _, _ = end.recvmsg(_SESSION.size, _RIGHTS, _CLOEXEC)
    end.close()
    numbers = array.array("i")
    for level, kind, rights in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            numbers.frombytes(rights)
    control, output, life = numbers
    return _SESSION.unpack(data)[0], control, output, life


class _BesideInit:
    """The zygote is a child of its keeper, as the init of its namespace is."""

    def __init__(self, init: Init, zygote: int) -> None:
        self._init = init
        self._zygote = zygote
        self.news = _pidfd_open(zygote)

    def descriptors(self) -> List[int]:
        return self._init.descriptors()

    def kill(self) -> None:
        kill(self._init.pid)

    def status(self) -> int:
        """Of the zygote, as waitpid. Nothing else that was in the namespace is left then."""
        status = os.waitpid(self._zygote, 0)[1]
        self._init.destroy()
        return status


class _BelowInit:
    """The zygote is a child of the init: that cannot die of a signal of its own, so it says how
    the zygote did."""

    def __init__(self, init: int, report: int) -> None:
        self._init = init
        self.news = report

    def descriptors(self) -> List[int]:
        return []

    def kill(self) -> None:
        kill(self._init)

    def status(self) -> int:
        said = os.read(self.news, _STATUS.size)
        status = os.waitpid(self._init, 0)[1]
        return int(_STATUS.unpack(said)[0]) if len(said) == _STATUS.size else status


_Kept = Union[_BesideInit, _BelowInit]


def _fork(extension: Optional[Any]) -> Optional[_Kept]:
    """None in the zygote. Raises OSError where there can be no namespace."""
    make = _fork_below if extension is None or _pidfd_open is None else _fork_beside
    try:
        return make(extension)
    except PermissionError:
        if not containment.enter_user_namespace():
            raise
        libc.die_with_parent(signal.SIGKILL)  # who gains rights in a namespace loses it
        return make(extension)


def _fork_beside(extension: Any) -> Optional[_Kept]:
    init = Init(extension=extension)
    if not init.enter():
        raise OSError("the PID namespace cannot be entered")
    zygote = os.fork()
    return _BesideInit(init, zygote) if zygote else None


def _fork_below(_extension: Any) -> Optional[_Kept]:
    if not libc.unshare(libc.CLONE_NEWPID):
        raise PermissionError("no PID namespace")
    report, reports = os.pipe()
    init = os.fork()
    if init:
        return _BelowInit(init, report)
    _be_init(reports)
    return None


def _be_init(reports: int) -> None:
    """Returns in the zygote alone."""
    libc.die_with_parent(signal.SIGKILL)
    zygote = os.fork()
    if zygote == 0:
        return
    close_all_but({reports})
    while True:
        pid, status = os.wait()
        if pid == zygote:
            os.write(reports, _STATUS.pack(status))
            os._exit(0)


def _sit_down(control: int, output: int) -> None:
    """The zygote's own: output, /proc, and no descriptor else but the control socket."""
    libc.die_with_parent(signal.SIGKILL)
    os.dup2(output, 1)
    os.dup2(output, 2)
    close_all_but({0, 1, 2, control})
    if not libc.unshare(libc.CLONE_NEWNS) or not libc.mount_private():
        raise OSError("no mount namespace")
    libc.unmount("/proc")  # the template's
    if not libc.mount("proc", "/proc"):
        raise OSError("no /proc")


def _end_of(kept: _Kept, life: int) -> int:
    """The zygote's status, as waitpid. Whatever comes or ends on the other connection kills it."""
    poll = select.poll()
    for number in (kept.news, life):
        poll.register(number, select.POLLIN)
    if life in [number for number, _ in poll.poll()]:
        kept.kill()
    return kept.status()
