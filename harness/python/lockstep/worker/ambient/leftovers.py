"""Leftovers: threads, processes, descriptors, files and raw output that a call may leave behind."""

import os
import re
import sys
from _thread import _count as _threads
from time import sleep
from typing import Any, Callable, Dict, List, Optional, Tuple

from ..process.processes import children, close_quietly, kill
from .ambient import AT_TIMES, Named, Part, leave_it, only

_close, _dup, _dup2, _fstat, _listdir = os.close, os.dup, os.dup2, os.fstat, os.listdir
_lstat, _readlink, _scandir = os.lstat, os.readlink, os.scandir
_remove, _rmdir = os.remove, os.rmdir
_waitid = getattr(os, "waitid", None)
_waitpid, _WNOHANG = os.waitpid, os.WNOHANG
_getpid = os.getpid
_all_modules = sys.modules
_PATIENCE, _MOMENT = 20, 0.005  # for what is about to end
_MOST_FILES = 1 << 10
_CHANCE = re.compile(r"(?<=tmp)[a-z0-9_]{8}|[0-9a-f]{8,}|[0-9]+")


def leftovers(sandbox: str, output: int, streams: List[Any], per_case: bool) -> List[Part]:
    """``sandbox`` is the worker's own directory, ``output`` the descriptor of the file that
    descriptors 1 and 2 write to, ``streams`` what is to be flushed before."""
    descriptors = _every_descriptor(output) if per_case else _lowest_descriptor()
    files = Part("file", lambda: _tree(sandbox), _of_files, lambda before: _clear(sandbox, before))
    if not per_case:
        files = Part("file", _names_in(sandbox), only("a file"), leave_it)
    return [
        _growing_threads(),
        Part("process", has_children, only("a child process"), end_children, AT_TIMES),
        descriptors,
        files,
        Part("raw-output", lambda: _written(output, streams), only("output past sys.stdout"), leave_it),
    ]


def _written(output: int, streams: List[Any]) -> int:
    for stream in streams:
        try:
            stream.flush()
        except Exception:
            pass  # closed
    return _fstat(output).st_size


# Threads: how many more than there were; one that is about to end is waited for.


def _growing_threads() -> Part:
    most = [_threads()]

    def look() -> int:
        for _ in range(_PATIENCE):
            if _threads() <= most[0]:
                break
            sleep(_MOMENT)
        most[0] = max(most[0], _threads())
        return most[0]

    return Part("thread", look, only("a thread"), leave_it)


def lingering() -> bool:
    """Whether there are threads that finalization would wait for. They are told of already."""
    try:
        threading: Any = _all_modules.get("threading")
        active = [] if threading is None else list(vars(threading)["_active"].values())
        return any(not one.daemon and one is not threading.main_thread() for one in active)
    except Exception:
        return True


# Processes.


def has_children() -> bool:
    if _waitid is None:
        return bool(children(_getpid()))
    try:
        _waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return True
    except ChildProcessError:
        return False


def end_children(_before: Any = None) -> None:
    for pid in children(_getpid()) or []:
        kill(pid)
        _waitpid(pid, 0)


# Descriptors.


def _lowest_descriptor() -> Part:
    """A descriptor is taken where the lowest free one is."""

    def look() -> int:
        lowest = _dup(0)
        _close(lowest)
        return lowest

    return Part("descriptor", look, only("a file descriptor"), leave_it)


def _every_descriptor(output: int) -> Part:
    def look() -> Dict[int, str]:
        return {number: named for number, named in map(_named, _open()) if named}

    def name(before: Dict[int, str], after: Dict[int, str]) -> Named:
        said = {"descriptor %d closed" % number for number in before if number not in after}
        said |= {"descriptor %d replaced" % number
                 for number in before if after.get(number, before[number]) != before[number]}  # fmt: skip
        if any(number not in before for number in after):
            said.add("a file descriptor")
        return sorted(said)

    def restore(before: Dict[int, str]) -> None:
        close_quietly(*[number for number in _open() if number not in before])
        for number in (1, 2):
            if _named(number)[1] != before.get(number):
                _dup2(output, number)

    return Part("descriptor", look, name, restore)


def _open() -> List[int]:
    return [int(number) for number in _listdir("/proc/self/fd")]


def _named(number: int) -> Tuple[int, Optional[str]]:
    try:
        return number, _readlink("/proc/self/fd/%d" % number)
    except OSError:  # it was the one that listed them
        return number, None


# Files, in the sandbox.


def _tree(sandbox: str) -> Dict[str, Tuple[int, int]]:
    found: Dict[str, Tuple[int, int]] = {}
    pending = [sandbox]
    while pending and len(found) < _MOST_FILES:
        with _scandir(pending.pop()) as entries:
            for entry in entries:
                status = _lstat(entry.path)
                directory = entry.is_dir(follow_symlinks=False)
                found[entry.path] = (0, 0) if directory else (status.st_size, status.st_mtime_ns)
                if directory:
                    pending.append(entry.path)
    return found


def _names_in(sandbox: str) -> Callable[[], List[str]]:
    """Listed again only once the directory itself tells of a change."""
    last: List[Any] = [None, []]

    def look() -> List[str]:
        status = _lstat(sandbox)
        now = (status.st_mtime_ns, status.st_size)
        if now != last[0]:
            last[:] = [now, sorted(_listdir(sandbox))]
        names: List[str] = last[1]
        return names

    return look


def _of_files(before: Dict[str, Any], after: Dict[str, Any]) -> Named:
    said = {"file %s" % _name(path) for path in after if path not in before}
    said |= {"file %s removed" % _name(path) for path in before if path not in after}
    said |= {"file %s changed" % _name(path)
             for path in after if before.get(path, after[path]) != after[path]}  # fmt: skip
    return sorted(said)


def without_chance(path: str) -> str:
    return _CHANCE.sub("*", path)


def _name(path: str) -> str:
    return without_chance(os.path.basename(path))


def _clear(sandbox: str, before: Dict[str, Any]) -> None:
    for path in sorted(_tree(sandbox), reverse=True):
        if path not in before:
            try:
                _remove(path)
            except OSError:
                _rmdir(path)
