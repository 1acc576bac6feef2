"""The Room: the private directory of a unit, its cwd, HOME and TMPDIR.

Where a mount namespace can be had it is a small file system of its own, at one path for every
worker (a result that holds the cwd is then the same everywhere) that ends with the process.
Elsewhere it is a directory of its own, removed after the unit.
"""

import os
import shutil
import stat
import sys
import tempfile
from typing import Optional

from . import libc

_DISK = 256 << 20


def _mount_point() -> Optional[str]:
    """An empty directory that only this user can write to."""
    path = "/tmp/lockstep-%d" % os.getuid()
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        pass
    except OSError:
        return None
    try:
        status = os.lstat(path)
    except OSError:
        return None
    mine = stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()
    return path if mine else None


class Room:
    def __init__(self) -> None:
        self._made: Optional[str] = None

    def prepare(self, mountable: bool) -> None:
        """In the zygote: makes the directory where it cannot be mounted."""
        if not mountable:
            self._made = tempfile.mkdtemp(prefix="lockstep-")

    def enter(self, disk: Optional[int], own_processes: bool) -> None:
        """In the worker. Raises OSError where there is no room."""
        path = self._made or self._mounted(disk or _DISK, own_processes)
        os.chdir(path)
        os.environ["HOME"] = os.environ["TMPDIR"] = path
        module = sys.modules.get("tempfile")
        if module is not None:
            module.tempdir = None  # type: ignore[attr-defined]

    @staticmethod
    def _mounted(disk: int, own_processes: bool) -> str:
        path = _mount_point()
        if path is None or not libc.unshare(libc.CLONE_NEWNS) or not libc.mount_private():
            raise OSError("no mount namespace")
        if own_processes:
            libc.mount("proc", "/proc")
        if not libc.mount("tmpfs", path, "mode=0700,size=%d" % disk):
            raise OSError("no file system for the unit")
        return path

    def remove(self) -> None:
        if self._made is not None:
            shutil.rmtree(self._made, ignore_errors=True)
            self._made = None


def can_mount() -> bool:
    """Whether workers can have a mount namespace: tried in a process of its own."""
    if _mount_point() is None:
        return False
    pid = os.fork()
    if pid == 0:
        try:
            Room().enter(1 << 20, False)
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0
