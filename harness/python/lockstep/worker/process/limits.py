"""Limits of a unit: resources of the process, and how many tasks it may have."""

import fcntl
import os
import resource
import time
from functools import lru_cache
from typing import Dict, List, Optional, Tuple

_RESOURCES = (
    ("memory", resource.RLIMIT_AS),
    ("data", resource.RLIMIT_DATA),
    ("file", resource.RLIMIT_FSIZE),
    ("descriptors", resource.RLIMIT_NOFILE),
    ("cpu", resource.RLIMIT_CPU),
)


def limit(kind: int, value: int, hard: bool = True) -> None:
    """Lowers a limit; a hard one that is lower already stands."""
    ceiling = resource.getrlimit(kind)[1]
    if ceiling != resource.RLIM_INFINITY:
        value = min(value, ceiling)
    resource.setrlimit(kind, (value, value if hard else ceiling))


def apply(limits: Dict[str, int]) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name, kind in _RESOURCES:
        if limits.get(name) is not None:
            limit(kind, limits[name])


def limit_tasks_of_user(allowance: int) -> None:
    """RLIMIT_NPROC counts every process of the user in this user namespace, so the allowance
    is on top of those. It does not bind root."""
    running = sum(_ours(name) for name in os.listdir("/proc") if name.isdigit())
    limit(resource.RLIMIT_NPROC, running + allowance)


def _ours(pid: str) -> bool:
    try:
        if os.stat("/proc/" + pid).st_uid != os.getuid():
            return False
        return os.path.samefile("/proc/%s/ns/user" % pid, "/proc/self/ns/user")
    except OSError:
        return False


@lru_cache(maxsize=None)
def _bases() -> List[str]:
    """Where a group for us could be made: version 1's pids hierarchy, then version 2's."""
    bases: List[str] = []
    try:
        with open("/proc/self/cgroup") as file:
            lines = [line.rstrip("\n").split(":", 2) for line in file]
    except OSError:
        return bases
    for _, controllers, path in lines:
        if "pids" in controllers.split(","):
            bases += ["/sys/fs/cgroup/pids" + path, "/sys/fs/cgroup/pids"]
        elif not controllers:
            bases += ["/sys/fs/cgroup" + path, "/sys/fs/cgroup"]
    return bases


_TRIES = 16  # to make a group, while others sweep


def _locked(path: str, how: int) -> Optional[int]:
    """A descriptor of the directory that holds a lock; None where that cannot be had."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        return descriptor
    except OSError:
        os.close(descriptor)
        return None


def _move_to(path: str) -> bool:
    try:
        with open(os.path.join(path, "cgroup.procs"), "w") as file:
            file.write("0")
        return True
    except OSError:
        return False


class TaskGroup:
    """A control group that bounds the tasks of one unit at a time."""

    def __init__(self, path: str, base: str, lock: int) -> None:
        self._path = path
        self._base = base
        # Held as long as its zygote or a worker lives: process numbers say nothing elsewhere.
        self._lock = lock

    @classmethod
    def make(cls, name: str) -> Optional["TaskGroup"]:
        """None where no such group can be made here."""
        for base in _bases():
            path, swept = os.path.join(base, name), True
            for _ in range(_TRIES):
                group, swept = cls._try(path, base) if swept else (None, False)
                if group is not None:
                    return group
        return None

    @classmethod
    def _try(cls, path: str, base: str) -> Tuple[Optional["TaskGroup"], bool]:
        """The group, or None and whether another run swept it away before it was held."""
        try:
            os.mkdir(path)
        except OSError:
            return None, False
        lock = _locked(path, fcntl.LOCK_SH)
        if lock is not None and os.path.exists(os.path.join(path, "pids.max")):
            return cls(path, base, lock), False
        if lock is not None:
            os.close(lock)
        try:
            os.rmdir(path)
        except FileNotFoundError:
            return None, True
        except OSError:
            return None, False
        return None, lock is None

    def allow(self, tasks: int) -> bool:
        try:
            with open(os.path.join(self._path, "pids.max"), "r+") as file:
                file.write(str(tasks))
            return True
        except OSError:
            return False

    @staticmethod
    def sweep() -> None:
        """Removes the groups of zygotes that were killed; a group in use cannot be removed."""
        for base in _bases():
            try:
                names = [name for name in os.listdir(base) if name.startswith("lockstep-")]
            except OSError:
                continue
            for name in names:
                lock = _locked(os.path.join(base, name), fcntl.LOCK_EX)
                if lock is None:
                    continue
                try:
                    os.rmdir(os.path.join(base, name))
                except OSError:
                    pass
                os.close(lock)

    def enter(self) -> bool:
        """Moves the calling process in."""
        return _move_to(self._path)

    def leave(self) -> bool:
        return _move_to(self._base)

    def remove(self) -> None:
        """Once its tasks are gone; the kernel may need a moment to notice that."""
        for _ in range(100):
            try:
                os.rmdir(self._path)
                return
            except FileNotFoundError:
                return
            except OSError:
                time.sleep(0.002)


class While:
    """Limits while the target is imported: they are lifted afterwards, for what a worker may have
    is counted from what the import has left."""

    def __init__(self, bounds: Dict[str, int], groups: "TaskGroups") -> None:
        self._bounds = bounds
        self._groups = groups
        self._before: Dict[int, Tuple[int, int]] = {}
        self._group: Optional[TaskGroup] = None

    def __enter__(self) -> None:
        for name, kind in _RESOURCES:
            if self._bounds.get(name) is not None:
                self._before[kind] = resource.getrlimit(kind)
                limit(kind, self._bounds[name], hard=False)
        if self._bounds.get("processes") is not None:
            self._group = self._groups.take(self._bounds["processes"])
        if self._group is not None:
            self._group.enter()

    def __exit__(self, *_: object) -> None:
        for kind, before in self._before.items():
            resource.setrlimit(kind, before)
        if self._group is not None:
            self._group.leave()
            self._groups.give_back(self._group)


class TaskGroups:
    """The groups of one zygote. Making one is dear, so an empty one serves the next unit."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._made: List[TaskGroup] = []
        self._free: List[TaskGroup] = []
        self._possible = True

    def take(self, tasks: int) -> Optional[TaskGroup]:
        """None where the kernel gives us no groups."""
        if not self._free and self._possible:
            group = TaskGroup.make("%s-%d" % (self._name, len(self._made)))
            self._possible = group is not None
            if group is not None:
                self._made.append(group)
                self._free.append(group)
        if not self._free or not self._free[-1].allow(tasks):
            return None
        return self._free.pop()

    def give_back(self, group: Optional[TaskGroup]) -> None:
        if group is not None:
            self._free.append(group)

    def remove(self) -> None:
        for group in self._made:
            group.remove()
