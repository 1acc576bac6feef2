"""Process utilities that keepers, zygote and workers share."""

import os
import signal
from _signal import SIG_DFL, SIGCHLD, SIGTERM, set_wakeup_fd
from _signal import signal as set_signal
from time import sleep
from typing import Any, List, Optional, Set, Tuple


def forget_signals(orphans: Any = SIG_DFL) -> None:
    """Undoes the zygote's handlers; ``orphans`` is for SIGCHLD. Not through the module
    ``signal``: its enumerations cost a forked process a hundred copied pages."""
    set_wakeup_fd(-1)
    set_signal(SIGCHLD, orphans)
    set_signal(SIGTERM, SIG_DFL)


def close_all_but(kept: Set[int]) -> None:
    at = 0
    for number in sorted(kept):
        if at < number:  # closerange(0, 0) closes all
            os.closerange(at, number)
        at = number + 1
    os.closerange(at, max(at, 1 << 16))


def close_quietly(*descriptors: int) -> None:
    for number in descriptors:
        try:
            os.close(number)
        except OSError:
            pass


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def children(pid: int) -> Optional[List[int]]:
    """The children of a single-threaded process; None where the kernel does not tell."""
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return None


def hunt(parent: int, spared: Tuple[int, ...] = ()) -> None:
    """Kills every child of this process but ``spared``, and what becomes its child thereby.
    Never waits for one alone: the init of a namespace is not gone before those inside are."""
    while True:
        prey = [pid for pid in children(parent) or [] if pid not in spared]
        if not prey:
            return
        for pid in prey:
            kill(pid)
        for pid in prey:
            try:
                os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:
                continue
        sleep(0.0005)
