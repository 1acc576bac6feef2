"""PID namespaces: each unit has one while it runs, and an emptied one serves the next."""

import os
import signal
from typing import Any, Callable, List, Optional, Set

from . import libc
from .namespace_init import Init
from .processes import close_quietly, kill

_MOST_IDLE = 4
FIRST_PID = 2


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

    def __init__(self, own_namespace: int, extension: Optional[Any] = None) -> None:
        self._own = own_namespace
        self._extension = extension
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
        init = Init(self._own, self._extension)
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
