"""The init of a PID namespace: when it dies, so does everything inside.

It does nothing but wait for its owner's end, so an emptied namespace serves again: making one
costs a process. Where the extension is, that is one without memory of its own.
"""

import os
import signal
from _signal import SIG_IGN
from mmap import MAP_ANONYMOUS, MAP_PRIVATE, mmap
from struct import Struct
from time import sleep
from typing import Any, List, Optional, Set

from . import libc
from .processes import children, close_all_but, close_quietly, forget_signals, kill

_PID = Struct("<i")
_ALONE, _YES, _NO = 0, b"y", b"n"
_STACK = 1 << 14  # bytes


class Init:
    """The init of a namespace, as its zygote holds it."""

    def __init__(self, own_namespace: int = -1, extension: Optional[Any] = None) -> None:
        """With an extension, what the caller forks later has nothing to do with it, and its own
        namespace need not be told. Raises OSError where no namespace can be made."""
        orders, self._lifeline = os.pipe()
        self._answers, answers = os.pipe()
        self._stack: Optional[mmap] = None
        try:
            self.pid = self._start(extension, own_namespace, orders, answers)
        except OSError:
            close_quietly(self._lifeline, self._answers)
            raise
        finally:
            close_quietly(orders, answers)
        self._namespace = os.open("/proc/%d/ns/pid" % self.pid, os.O_RDONLY | os.O_CLOEXEC)

    def _start(self, extension: Optional[Any], own_namespace: int, orders: int, answers: int) -> int:
        if extension is None:
            return _forked(own_namespace, orders, answers)
        self._stack = mmap(-1, _STACK, MAP_PRIVATE | MAP_ANONYMOUS)
        return int(extension.start_init(self._stack, orders, answers))

    def descriptors(self) -> List[int]:
        return [self._lifeline, self._answers, self._namespace]

    def count_from(self, pid: int) -> bool:
        """The next process inside gets that number, where the kernel lets us choose. False
        when the init is gone."""
        return self._ask(pid) != b""

    def alone(self) -> bool:
        """Whether nothing else is inside, whosever child it is; what is does not live on."""
        return self._ask(_ALONE) == _YES

    def _ask(self, number: int) -> bytes:
        try:
            os.write(self._lifeline, _PID.pack(number))
            return os.read(self._answers, 1)
        except OSError:
            return b""

    def enter(self) -> bool:
        """The next process that the caller forks is inside."""
        return libc.setns(self._namespace, libc.CLONE_NEWPID)

    def destroy(self) -> None:
        """There is nothing else inside."""
        kill(self.pid)
        os.waitpid(self.pid, 0)
        self._forget()

    def destroy_all(self, known: Set[int]) -> None:
        """What is inside too, and of that what is the zygote's own child but none of ``known``:
        an init is not gone before those inside have been waited for."""
        kill(self.pid)
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            for stray in {*(children(os.getpid()) or ())} - known:
                os.waitpid(stray, os.WNOHANG)
            sleep(0.0005)
        self._forget()

    def _forget(self) -> None:
        close_quietly(*self.descriptors())
        if self._stack is not None:
            self._stack.close()


def _forked(own_namespace: int, orders: int, answers: int) -> int:
    """The number of the init. Raises OSError where no namespace can be made."""
    if not libc.unshare(libc.CLONE_NEWPID):
        raise OSError("no PID namespace")
    try:
        pid = os.fork()
        if pid == 0:
            _be_init(orders, answers)
        return pid
    finally:
        libc.setns(own_namespace, libc.CLONE_NEWPID)


def _be_init(orders: int, answers: int) -> None:
    """Sleeps until the zygote is gone. Does not return."""
    try:
        libc.die_with_parent(signal.SIGKILL)
        forget_signals(SIG_IGN)
        os.setsid()
        close_all_but({orders, answers})
        while True:
            said = os.read(orders, _PID.size)
            if not said:
                return
            number = _PID.unpack(said)[0]
            os.write(answers, _kill_others() if number == _ALONE else _let_next_be(number))
    finally:
        os._exit(0)


def _kill_others() -> bytes:
    """``_YES``: there are none."""
    if os.getpid() != 1:
        return _NO  # they would be everybody's
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        return _YES
    return _NO


def _let_next_be(pid: int) -> bytes:
    try:
        last = os.open("/proc/sys/kernel/ns_last_pid", os.O_WRONLY)
        try:
            os.write(last, b"%d" % (pid - 1))
        finally:
            os.close(last)
    except OSError:
        return _NO  # not root: the numbers go up
    return _YES
