"""Contains a unit: nothing that its worker starts outlives it.

In a PID namespace the keeper is its init: when it dies, so does everything inside; worker and
keeper are both children of the zygote. Elsewhere the keeper is the worker's parent, adopts its
orphans and hunts them down when the worker is gone.
"""

import os
import signal
from _signal import SIG_DFL, SIG_IGN, SIGCHLD, SIGTERM, set_wakeup_fd
from _signal import signal as set_signal
from struct import Struct
from typing import Any, Callable, List, Optional, Set, Tuple

from . import libc

NAMESPACE, USER_NAMESPACE, SUBREAPER = "namespace", "user-namespace", "subreaper"
_PAIR = Struct("<i")
_UNKNOWN = -1


def descriptors() -> List[int]:
    """The open descriptors of this process."""
    return [int(name) for name in os.listdir("/proc/self/fd")]


def close_all_but(kept: Set[int]) -> None:
    for number in descriptors():
        if number not in kept:
            try:
                os.close(number)
            except OSError:
                pass


def children(pid: int) -> List[int]:
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def _enter_user_namespace() -> bool:
    """Gives an ordinary user the right to make PID namespaces; its ids stay what they were."""
    uid, gid = os.getuid(), os.getgid()
    if not libc.unshare(libc.CLONE_NEWUSER):
        return False
    try:
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", "%d %d 1" % (uid, uid)),
            ("gid_map", "%d %d 1" % (gid, gid)),
        ):
            with open("/proc/self/" + name, "w") as file:
                file.write(text)
    except OSError:
        return False
    return True


def forget_signals(orphans: Any = SIG_DFL) -> None:
    """Undoes the zygote's handlers; ``orphans`` is for SIGCHLD. Not through the module
    ``signal``: its enumerations cost a forked process a hundred copied pages."""
    set_wakeup_fd(-1)
    set_signal(SIGCHLD, orphans)
    set_signal(SIGTERM, SIG_DFL)


class Contained:
    """The processes of one unit, as the zygote holds them."""

    def __init__(self, keeper: int, worker: int, lifeline: int, report: Optional[int]) -> None:
        self.keeper = keeper
        self.worker = worker
        self.lifeline = lifeline  # the keeper ends when the zygote's end of this pipe closes
        self.report = report  # where the keeper says how the worker ended, if it is its parent
        self.status = _UNKNOWN

    def kill(self) -> None:
        try:
            os.kill(self.keeper, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def child(self) -> int:
        """The child of the zygote whose end is the unit's end. In a namespace that is the
        worker: a killed keeper is not gone before the worker has been waited for."""
        return self.worker if self.report is None else self.keeper

    def ended(self, status: int) -> None:
        """``child()`` has been waited for. Nothing of the unit is left when this returns."""
        if self.report is None:
            self.status = status
            self.kill()
            os.waitpid(self.keeper, 0)
        else:
            said = os.read(self.report, _PAIR.size)
            self.status = _PAIR.unpack(said)[0] if len(said) == _PAIR.size else signal.SIGKILL
            os.close(self.report)
        os.close(self.lifeline)


class Containment:
    """How this zygote contains its units: the strongest way that works here."""

    def __init__(self) -> None:
        self._own = -1
        self.way = self._find()

    def _find(self) -> str:
        try:
            self._own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return SUBREAPER
        if self._try():
            return NAMESPACE
        if os.getuid() != 0 and _enter_user_namespace() and self._try():
            return USER_NAMESPACE
        libc.adopt_orphans()
        return SUBREAPER

    def _try(self) -> bool:
        return libc.unshare(libc.CLONE_NEWPID) and libc.setns(self._own, libc.CLONE_NEWPID)

    def start(self, work: Callable[[], None], first_pid: int = 0) -> Optional[Contained]:
        """Forks keeper and worker. ``work`` runs in the worker; None is returned there when it
        comes back. Raises OSError in the zygote. In a namespace of its own the worker is
        process 2, or ``first_pid`` where that is not 0: what depends on it shows."""
        if self.way == SUBREAPER:
            return self._under_subreaper(work)
        return self._in_namespace(work, first_pid)

    def _in_namespace(self, work: Callable[[], None], first_pid: int) -> Optional[Contained]:
        reads, lifeline = os.pipe()
        ready, says = os.pipe() if first_pid else (-1, -1)
        keeper = worker = -1
        inherited = [reads] + ([ready, says] if first_pid else [])
        if not libc.unshare(libc.CLONE_NEWPID):
            raise OSError("no PID namespace")
        try:
            keeper = os.fork()
            if keeper == 0:
                _be_init(reads, says, first_pid)
            if first_pid:
                os.close(inherited.pop())
                os.read(ready, 1)
            worker = os.fork()
        finally:
            if worker != 0:
                libc.setns(self._own, libc.CLONE_NEWPID)
            for end in inherited:
                os.close(end)
            if worker <= 0:
                os.close(lifeline)
        if worker == 0:
            libc.die_with_parent(signal.SIGKILL)
            work()
            return None
        return Contained(keeper, worker, lifeline, None)

    def _under_subreaper(self, work: Callable[[], None]) -> Optional[Contained]:
        reads, lifeline = os.pipe()
        report, writes = os.pipe()
        keeper = os.fork()
        if keeper == 0:
            os.close(lifeline)
            os.close(report)
            if _be_subreaper(reads, writes, work):
                return None
        os.close(reads)
        os.close(writes)
        said = os.read(report, _PAIR.size)
        if len(said) != _PAIR.size:
            os.waitpid(keeper, 0)
            raise OSError("the keeper died")
        return Contained(keeper, _PAIR.unpack(said)[0], lifeline, report)


def _be_init(lifeline: int, says: int, first_pid: int) -> None:
    """The keeper of a PID namespace: sleeps until its zygote is gone. Does not return."""
    try:
        libc.die_with_parent(signal.SIGKILL)
        forget_signals(SIG_IGN)
        os.setsid()
        if first_pid:
            _count_from(first_pid)
        os.closerange(0, lifeline)
        os.closerange(lifeline + 1, 1 << 16)
        os.read(lifeline, 1)
    finally:
        os._exit(0)


def _count_from(pid: int) -> None:
    """Lets the next process of this namespace have that number, where the kernel lets us."""
    try:
        with open("/proc/sys/kernel/ns_last_pid", "w") as file:
            file.write(str(pid - 1))
    except OSError:
        pass


def _be_subreaper(lifeline: int, report: int, work: Callable[[], None]) -> bool:
    """The keeper where there is no namespace. Returns True in the worker, else not at all."""
    libc.die_with_parent(signal.SIGKILL)
    libc.adopt_orphans()
    forget_signals()
    os.setsid()
    worker = os.fork()
    if worker == 0:
        libc.die_with_parent(signal.SIGKILL)
        os.close(lifeline)
        os.close(report)
        work()
        return True
    try:
        os.write(report, _PAIR.pack(worker))
        close_all_but({lifeline, report})
        status = _wait_for(worker)
        hunt(os.getpid())
        os.write(report, _PAIR.pack(status))
    finally:
        os._exit(0)


def _wait_for(worker: int) -> int:
    while True:
        pid, status = os.wait()
        if pid == worker:
            return status


def hunt(parent: int, spared: Tuple[int, ...] = ()) -> None:
    """Kills every child of this process but ``spared``, and what becomes its child thereby."""
    while True:
        prey = [pid for pid in children(parent) if pid not in spared]
        if not prey:
            return
        for pid in prey:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):
                continue
