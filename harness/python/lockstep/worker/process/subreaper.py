"""Containment by a child subreaper, where a zygote cannot come back from a namespace: the
keeper is the worker's parent, adopts its orphans and hunts them down when the worker is gone. With a user
namespace it makes a PID namespace first, whose end does the hunting."""

import os
import signal
from _signal import SIG_IGN, SIGCHLD
from _signal import signal as set_signal
from struct import Struct
from typing import Callable, List, Optional

from . import libc
from .processes import close_all_but, close_quietly, forget_signals, hunt, kill

_NUMBER = Struct("<i")


class UnderSubreaper:
    """One unit: the keeper is the zygote's child, the worker the keeper's."""

    def __init__(self, units: "Subreapers", keeper: int, worker: int, pipes: List[int]) -> None:
        self._units = units
        self._lifeline, self._report = self.pipes = pipes
        self.keeper = keeper
        self.worker = worker
        self.status = -1

    def kill(self) -> None:
        kill(self.keeper)

    def child(self) -> int:
        return self.keeper

    def ended(self, _status: int) -> None:
        """The keeper has been waited for. Nothing of the unit is left when this returns."""
        said = os.read(self._report, _NUMBER.size)
        whole = len(said) == _NUMBER.size
        self.status = _NUMBER.unpack(said)[0] if whole else int(signal.SIGKILL)
        self._units.forget(self)


class Subreapers:
    """The keepers of one zygote, which adopts whatever outlives one of them."""

    def __init__(self, namespaces: bool) -> None:
        libc.adopt_orphans()
        self._namespaces = namespaces
        self._running: List[UnderSubreaper] = []

    def start(self, work: Callable[[], None], _first_pid: int) -> Optional[UnderSubreaper]:
        reads, lifeline = os.pipe()
        report, writes = os.pipe()
        keeper = os.fork()
        if keeper == 0:
            for unit in self._running:
                close_quietly(*unit.pipes)
            close_quietly(lifeline, report)
            _be_subreaper(reads, writes, self._namespaces, work)
            return None
        close_quietly(reads, writes)
        said = os.read(report, _NUMBER.size)
        if len(said) != _NUMBER.size:
            os.waitpid(keeper, 0)
            close_quietly(lifeline, report)
            raise OSError("the keeper died")
        unit = UnderSubreaper(self, keeper, _NUMBER.unpack(said)[0], [lifeline, report])
        self._running.append(unit)
        return unit

    def forget(self, unit: UnderSubreaper) -> None:
        self._running.remove(unit)
        hunt(os.getpid(), tuple(other.keeper for other in self._running))
        close_quietly(*unit.pipes)

    def end(self) -> None:
        pass


def _be_subreaper(
    lifeline: int, report: int, namespaces: bool, work: Callable[[], None]
) -> None:
    """Returns in the worker, when ``work`` does; not at all in the keeper."""
    libc.die_with_parent(signal.SIGKILL)
    libc.adopt_orphans()
    forget_signals()
    os.setsid()
    init = _start_init() if namespaces and libc.unshare(libc.CLONE_NEWPID) else 0
    worker = os.fork()
    if worker == 0:
        libc.die_with_parent(signal.SIGKILL)
        close_quietly(lifeline, report)
        work()
        return
    try:
        os.write(report, _NUMBER.pack(worker))
        close_all_but({lifeline, report})
        status = _wait_for(worker)
        if init:
            kill(init)
        hunt(os.getpid())
        os.write(report, _NUMBER.pack(status))
    finally:
        os._exit(0)


def _start_init() -> int:
    """The init of the keeper's namespace: sleeps until the keeper is gone."""
    init = os.fork()
    if init == 0:
        try:
            libc.die_with_parent(signal.SIGKILL)
            set_signal(SIGCHLD, SIG_IGN)
            os.setsid()
            close_all_but(set())
            while True:
                signal.pause()
        finally:
            os._exit(0)
    return init


def _wait_for(worker: int) -> int:
    while True:
        pid, status = os.wait()
        if pid == worker:
            return status
