"""What code under test may do to its worker; ``None`` means: behave."""

import os
import signal


def do(what):
    return None if what is None else globals()[what]()


def die():
    import ctypes

    try:
        ctypes.string_at(0)
    finally:  # PyPy looks before it leaps
        os.kill(os.getpid(), signal.SIGSEGV)


def leave():
    os._exit(0)


def stop():
    os.kill(os.getpid(), signal.SIGSTOP)


def kill_group():
    os.killpg(0, signal.SIGKILL)


def kill_everybody():
    """Only ever inside a PID namespace."""
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass


def bomb():
    started = 0
    try:
        while True:
            if os.fork() == 0:
                signal.pause()
            started += 1
    except OSError:
        return started


def sibling():
    """A child of whoever is the worker's parent."""
    import ctypes

    clone_parent, number = 0x8000, {"x86_64": 56, "aarch64": 220}[os.uname().machine]
    if ctypes.CDLL(None).syscall(number, clone_parent | signal.SIGCHLD, 0, 0, 0, 0) == 0:
        open("/proc/self/comm", "w").write("ls-sibling")
        while True:
            signal.pause()
    return 1


def daemon():
    """A grandchild in a session of its own, ignoring what it can."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            open("/proc/self/comm", "w").write("ls-daemon")
            while True:
                signal.pause()
        os._exit(0)


def close_low():
    os.closerange(0, 1000)
    return "closed"


def close_all():
    for name in os.listdir("/proc/self/fd"):
        try:
            os.close(int(name))
        except OSError:
            pass
    return "closed"


def reopen_all():
    for name in os.listdir("/proc/self/fd"):
        if int(name) > 2:
            try:
                os.dup2(os.open("/dev/null", os.O_RDWR), int(name))
            except OSError:
                pass


def answer_twice():
    """Both parent and child come back into the worker's loop."""
    return "child" if os.fork() == 0 else "parent"


def allocate():
    return len(bytearray(10 << 30))


def flood():
    written = 0
    try:
        while True:
            written += os.write(1, b"x" * (1 << 20))
    except OSError:
        return written >> 20


def patch():
    import builtins

    builtins.len = lambda _: 5
    os.write = os.read = os.fstat = os.getpid = lambda *_: 0
    return "patched"


def patch_more():
    """What CPython's own C code and ours, bound early, do not look up; PyPy is partly Python."""
    import builtins
    import heapq
    import struct
    import sys

    builtins.isinstance = builtins.issubclass = lambda *_: False
    builtins.id = builtins.bytes = builtins.list = builtins.sorted = builtins.enumerate = None
    sys.setrecursionlimit = struct.pack = heapq.heappush = None
    return patch()


def at_exit():
    import atexit

    atexit.register(os.abort)


def loop():
    while True:
        pass


def bottomless():
    return bottomless()


def scribble():
    """Over everything shared and writable, the mark among it."""
    import ctypes

    with open("/proc/self/maps") as file:
        for line in file:
            place, rights = line.split()[:2]
            if rights == "rw-s":
                start, end = (int(part, 16) for part in place.split("-"))
                ctypes.memset(start, 0xAA, end - start)
    os.abort()
