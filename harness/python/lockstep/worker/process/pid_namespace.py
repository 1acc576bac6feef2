"""PID namespaces: when the init of one dies, so does everything inside.

The init does nothing but wait for its zygote's end, so an emptied namespace serves the next
unit: making one costs a fork.
"""

import os
import signal
from _signal import SIG_IGN
from struct import Struct
from time import sleep
from typing import Callable, List, Optional, Set

from . import libc
from .processes import children, close_all_but, close_quietly, forget_signals, kill

_PID = Struct("<i")
_MOST_IDLE = 4
FIRST_PID = 2
_ALONE, _YES, _NO = 0, b"y", b"n"


class Init:
    """The init of a namespace, as its zygote holds it."""

    def __init__(self, own_namespace: int) -> None:
        """Raises OSError where no namespace can be made."""
        orders, self._lifeline = os.pipe()
        self._answers, answers = os.pipe()
        try:
            if not libc.unshare(libc.CLONE_NEWPID):
                raise OSError("no PID namespace")
            try:
                self.pid = os.fork()
                if self.pid == 0:
                    _be_init(orders, answers)
            finally:
                libc.setns(own_namespace, libc.CLONE_NEWPID)
        except OSError:
            close_quietly(self._lifeline, self._answers)
            raise
        finally:
            close_quietly(orders, answers)
        self._namespace = os.open("/proc/%d/ns/pid" % self.pid, os.O_RDONLY | os.O_CLOEXEC)

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
        close_quietly(*self.descriptors())

    def destroy_all(self, known: Set[int]) -> None:
        """What is inside too, and of that what is the zygote's own child but none of ``known``:
        an init is not gone before those inside have been waited for."""
        kill(self.pid)
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            for stray in {*(children(os.getpid()) or ())} - known:
                os.waitpid(stray, os.WNOHANG)
            sleep(0.0005)
        close_quietly(*self.descriptors())


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


class InNamespace:
    """One unit in a namespace: worker and init are both children of the zygote."""

    def __init__(self, inits: "Inits", init: Init, worker: int) -> None:
        self._inits = inits
        self._init = init
        self.keeper = init.pid
        self.worker = worker
        self.status = -1

    def kill(self) -> None:
        """The worker alone: what it has started shows when it has been waited for."""
        kill(self.worker)

    def child(self) -> int:
        """The child of the zygote whose end is the unit's end. A killed init is not gone
        before the worker has been waited for."""
        return self.worker

    def ended(self, status: int) -> None:
        """``child()`` has been waited for. Nothing of the unit is left when this returns."""
        self.status = status
        self._inits.give_back(self._init, self.worker)


class Inits:
    """The namespaces of one zygote."""

    def __init__(self, own_namespace: int) -> None:
        self._own = own_namespace
        self._idle: List[Init] = []
        self._busy: List[Init] = []
        self._workers: Set[int] = set()

    def start(self, work: Callable[[], None], first_pid: int) -> Optional[InNamespace]:
        init = self._take(first_pid)
        worker = -1
        try:
            if not init.enter():
                raise OSError("the PID namespace cannot be entered")
            worker = os.fork()
        finally:
            if worker != 0:
                libc.setns(self._own, libc.CLONE_NEWPID)
            if worker < 0:
                self.give_back(init, worker)
        if worker == 0:
            libc.die_with_parent(signal.SIGKILL)
            for known in self._idle + self._busy:
                close_quietly(*known.descriptors())
            close_quietly(self._own)
            work()
            return None
        self._workers.add(worker)
        return InNamespace(self, init, worker)

    def _take(self, first_pid: int) -> Init:
        while self._idle:
            init = self._idle.pop()
            if init.count_from(first_pid):
                self._busy.append(init)
                return init
            init.destroy()
        init = Init(self._own)
        self._busy.append(init)
        init.count_from(first_pid)
        return init

    def give_back(self, init: Init, worker: int) -> None:
        self._busy.remove(init)
        self._workers.discard(worker)
        if not init.alone():
            inits = {one.pid for one in (init, *self._busy, *self._idle)}
            init.destroy_all(inits | self._workers)
        elif len(self._idle) < _MOST_IDLE:
            self._idle.append(init)
        else:
            init.destroy()

    def end(self) -> None:
        while self._idle:
            self._idle.pop().destroy()


def possible(own_namespace: int) -> bool:
    made = libc.unshare(libc.CLONE_NEWPID)
    return libc.setns(own_namespace, libc.CLONE_NEWPID) and made
