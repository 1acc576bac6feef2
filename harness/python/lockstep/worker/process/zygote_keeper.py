"""The keeper of a zygote, a child of the template: makes a namespace, in it an init, whose child
becomes the zygote. It tells the harness how the zygote ended, and ends it when it is told to.
"""

import array
import os
import select
import signal
import socket
from struct import Struct
from typing import NamedTuple, Tuple

from . import containment, libc
from .processes import close_all_but, kill

_SESSION, _STATUS = Struct("<Q"), Struct("<i")
_RIGHTS = socket.CMSG_SPACE(3 * 4)
_CLOEXEC = getattr(socket, "MSG_CMSG_CLOEXEC", 0)
_FAILED = 127


class Seat(NamedTuple):
    """What a zygote is given: its control socket, and the session of that."""

    control: int
    session: int


def keep(orders: int, taken: int) -> Seat:
    """Returns in the zygote. ``taken`` is told once the order has been read."""
    try:
        libc.die_with_parent(signal.SIGKILL)
        session, control, output, life = _read_order(orders)
        os.write(taken, b".")
        os.setsid()
        _enter_namespace()
        report, reports = os.pipe()
        init = os.fork()
        if init == 0:
            _be_init(reports)
            _sit_down(control, output)
            return Seat(control, session)
        close_all_but({0, 1, 2, report, life})
        os.write(life, _STATUS.pack(_end_of(init, report, life)))
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


def _enter_namespace() -> None:
    """The next child is the init of a namespace. Raises OSError where there can be none."""
    if libc.unshare(libc.CLONE_NEWPID):
        return
    if not containment.enter_user_namespace() or not libc.unshare(libc.CLONE_NEWPID):
        raise OSError("no PID namespace")
    libc.die_with_parent(signal.SIGKILL)  # who gains rights in a namespace loses it


def _be_init(reports: int) -> None:
    """Returns in the zygote alone. An init cannot die of a signal of its own, so it says how the
    other one did."""
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


def _end_of(init: int, report: int, life: int) -> int:
    """The zygote's status, as waitpid. Whatever comes or ends on the other connection kills it."""
    poll = select.poll()
    for number in (report, life):
        poll.register(number, select.POLLIN)
    if life in [number for number, _ in poll.poll()]:
        kill(init)
    said = os.read(report, _STATUS.size)
    status = os.waitpid(init, 0)[1]
    return int(_STATUS.unpack(said)[0]) if len(said) == _STATUS.size else status
