"""The few calls of the C library that Python has no name for. Each returns False on failure."""

import ctypes
import mmap
import os
import sys
from typing import Any

CLONE_NEWNS, CLONE_NEWUSER, CLONE_NEWPID = 0x00020000, 0x10000000, 0x20000000
_PDEATHSIG, _SUBREAPER = 1, 36
_MS_REC_PRIVATE = 0x4000 | 0x40000
_MNT_DETACH = 2
_NO_RANDOMIZE = 0x0040000

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mmap.restype = ctypes.c_void_p
_libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]


def _done(result: int) -> bool:
    return result == 0


def unshare(flags: int) -> bool:
    return _done(_libc.unshare(flags))


def setns(descriptor: int, flags: int) -> bool:
    return _done(_libc.setns(descriptor, flags))


def die_with_parent(signal: int) -> bool:
    """The kernel sends ``signal`` when the thread that started this process is gone; 0: never."""
    return _done(_libc.prctl(_PDEATHSIG, ctypes.c_ulong(signal), 0, 0, 0))


def adopt_orphans() -> bool:
    return _done(_libc.prctl(_SUBREAPER, ctypes.c_ulong(1), 0, 0, 0))


def randomizes_addresses() -> bool:
    """Whether address space layout randomisation is on for this process."""
    persona = _libc.personality(ctypes.c_ulong(0xFFFFFFFF))
    if persona >= 0 and persona & _NO_RANDOMIZE:
        return False
    try:
        with open("/proc/sys/kernel/randomize_va_space") as file:
            return file.read().strip() != "0"
    except OSError:
        return True


def set_stack_of_threads(size: int) -> bool:
    """Of threads to come; the C library took it from the limit that the process started with."""
    attributes = ctypes.create_string_buffer(64)
    return (
        _done(_libc.pthread_attr_init(attributes))
        and _done(_libc.pthread_attr_setstacksize(attributes, ctypes.c_size_t(size)))
        and _done(_libc.pthread_setattr_default_np(attributes))
    )


def mount_private() -> bool:
    return _done(_libc.mount(b"none", b"/", None, _MS_REC_PRIVATE, None))


def mount(kind: str, where: str, options: str = "") -> bool:
    name = kind.encode()
    return _done(_libc.mount(name, os.fsencode(where), name, 6, options.encode()))


def unmount(where: str) -> bool:
    """At once, whoever still uses it."""
    return _done(_libc.umount2(os.fsencode(where), _MNT_DETACH))


def shared_memory(descriptor: int, size: int) -> Any:
    """A writable buffer over shared memory. Raises OSError.

    It holds no descriptor of its own, but for PyPy, whose ctypes is made of Python code that a
    patched builtin would reach."""
    if sys.implementation.name == "pypy":
        return mmap.mmap(descriptor, size)
    address = _libc.mmap(None, size, mmap.PROT_READ | mmap.PROT_WRITE, mmap.MAP_SHARED, descriptor, 0)
    if address in (None, ctypes.c_void_p(-1).value):
        raise OSError(ctypes.get_errno(), "the mark cannot be mapped")
    return (ctypes.c_ubyte * size).from_address(address)
