"""Descriptors of ours, out of the way of code that closes the low ones."""

import fcntl
import os
import resource

_DESCRIPTORS = 8500
_DUPFD_CLOEXEC = getattr(fcntl, "F_DUPFD_CLOEXEC", 1030)  # PyPy has no name for it


def make_way() -> int:
    """Lets this process have high descriptors; returns the limit that the worker is given."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < _DESCRIPTORS:
        high = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _DESCRIPTORS)
        resource.setrlimit(resource.RLIMIT_NOFILE, (high, hard))
    return soft


def raised(number: int) -> int:
    """Moves a descriptor out of the way of code that closes the low ones."""
    ceiling = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    for floor in (8000, 4000, 1000, 200):
        if floor + 64 < ceiling or ceiling == resource.RLIM_INFINITY:
            moved = fcntl.fcntl(number, _DUPFD_CLOEXEC, floor)
            os.close(number)
            return moved
    os.set_inheritable(number, False)
    return number
