"""The Sandbox: the private directory of a unit, its cwd, HOME and TMPDIR.

Where a mount namespace can be had it is a small file system of its own, at one path for every
worker (a result that holds the cwd is then the same everywhere) that ends with the process.
Elsewhere it is a directory of its own, removed after the unit.
"""

import os
import stat
import sys
from typing import Any, Optional

from . import libc

_DISK = 256 << 20
_ELSEWHERE = "-elsewhere"


def _own_directory(path: str) -> Optional[str]:
    """An empty directory that only this user can write to."""
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


def _mount_point() -> Optional[str]:
    path = "/tmp/lockstep-%d" % os.getuid()
    _own_directory(path + _ELSEWHERE)
    return _own_directory(path)


def move_home() -> bool:
    """HOME becomes another directory than the sandbox of this worker: there, empty, to be written to,
    and gone with the process too. False where there is none."""
    sandbox = os.getcwd()
    path = sandbox + _ELSEWHERE
    if not os.path.isdir(path) or not libc.mount("tmpfs", path, "mode=0700,size=%d" % _DISK):
        path = os.path.join(sandbox, "home" + _ELSEWHERE)
        try:
            os.mkdir(path, 0o700)
        except OSError:
            return False
    os.environ["HOME"] = path
    return os.listdir(path) == []


def _live_in(path: str) -> None:
    os.environ["HOME"] = os.environ["TMPDIR"] = path
    module: Any = sys.modules.get("tempfile")
    if module is not None:
        module.tempdir = None


class Tools:
    def __init__(self) -> None:
        import shutil
        import tempfile

        self.shutil, self.tempfile = shutil, tempfile


class Sandbox:
    """A directory of its own, made in the zygote."""

    def __init__(self, tools: Any) -> None:
        self._tools = tools
        self._made = tools.tempfile.mkdtemp(prefix="lockstep-")

    def enter(self, _disk: Optional[int]) -> None:
        """In the worker."""
        os.chdir(self._made)
        _live_in(self._made)

    def remove(self) -> None:
        self._tools.shutil.rmtree(self._made, ignore_errors=True)


class MountedSandbox:
    """A file system of its own over ``path``; ends with the worker."""

    def __init__(self, path: str, own_processes: bool) -> None:
        self._path = path
        self._own_processes = own_processes

    def enter(self, disk: Optional[int]) -> None:
        """In the worker. Raises OSError where there is no sandbox."""
        if not libc.unshare(libc.CLONE_NEWNS) or not libc.mount_private():
            raise OSError("no mount namespace")
        if self._own_processes:
            libc.mount("proc", "/proc")
        if not libc.mount("tmpfs", self._path, "mode=0700,size=%d" % (disk or _DISK)):
            raise OSError("no file system for the unit")
        os.chdir(self._path)

    def remove(self) -> None:
        pass


class Sandboxes:
    """How this zygote's workers are housed: the better way that works here."""

    def __init__(self, own_processes: bool) -> None:
        path = _mount_point()
        self._mounted = None if path is None else MountedSandbox(path, own_processes)
        if self._mounted is not None and not _can_enter(self._mounted):
            self._mounted = None
        self.path = path if self._mounted is not None else None
        # Rarely needed, dear to import, and never once the target has changed the path.
        self._tools = None if self._mounted else Tools()

    def furnish(self, disk: Optional[int]) -> None:
        """For the import, where the zygote has a mount namespace of its own."""
        if self.path is not None and libc.mount(
            "tmpfs", self.path, "mode=0700,size=%d" % (disk or _DISK)
        ):
            _live_in(self.path)
            os.chdir(self.path)

    def settle(self) -> None:
        """Before the first fork: what is the same for every worker is said once."""
        if self.path is not None:
            _live_in(self.path)

    def take(self) -> Any:
        """A sandbox; raises OSError where there is none."""
        return self._mounted or Sandbox(self._tools)


def _can_enter(sandbox: MountedSandbox) -> bool:
    """Tried in a process of its own."""
    pid = os.fork()
    if pid == 0:
        try:
            sandbox.enter(1 << 20)
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0
