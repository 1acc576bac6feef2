"""Containment: nothing that a worker starts outlives its unit."""

import os
from typing import Any, Callable, Optional

from . import libc, pid_namespace
from .subreaper import Subreapers

NAMESPACE, USER_NAMESPACE, SUBREAPER = "namespace", "user-namespace", "subreaper"


class Containment:
    """How this zygote contains its units: the strongest way that works here."""

    def __init__(self, extension: Optional[Any] = None) -> None:
        self._units: Any = None
        self._extension = extension
        self.way = self._find()

    def _find(self) -> str:
        weakest = os.environ.pop("LOCKSTEP_CONTAINMENT", "") == SUBREAPER
        try:
            own = -1 if weakest else os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            own = -1
        if own >= 0 and pid_namespace.possible(own):
            self._units = pid_namespace.Inits(own, self._extension)
            return NAMESPACE
        if own >= 0 and os.getuid() != 0 and enter_user_namespace() and unshare_in_child():
            self._units = Subreapers(namespaces=True)
            return USER_NAMESPACE
        self._units = Subreapers(namespaces=False)
        return SUBREAPER

    def start(self, work: Callable[[], None], first_pid: int = pid_namespace.FIRST_PID) -> Optional[Any]:
        """Forks a worker, and a keeper where there is none idle. ``work`` runs in the worker;
        None is returned there when it comes back. Raises OSError in the zygote. In a namespace
        the worker is process ``first_pid`` where we may choose: what depends on it shows."""
        return self._units.start(work, first_pid)

    def end(self) -> None:
        """All units have ended: ends the keepers too."""
        self._units.end()


def enter_user_namespace() -> bool:
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


def unshare_in_child() -> bool:
    """Whether a child of ours can make a PID namespace."""
    pid = os.fork()
    if pid == 0:
        os._exit(0 if libc.unshare(libc.CLONE_NEWPID) else 1)
    return os.waitpid(pid, 0)[1] == 0
