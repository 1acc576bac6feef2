"""Targets that do the worst: each call does what its argument says. For tests of the harness."""

import ctypes
import os
import re
import signal
import sys
import time
import warnings

_calls = 0


def act(what):
    """Returns ``["did", what]`` where it returns at all."""
    getattr(sys.modules[__name__], "_" + what.split(":")[0], _nothing)(what)
    return ["did", what]


def count(_):
    """How many calls this process has seen."""
    global _calls
    _calls += 1
    return _calls


def count_or_exit(what):
    if what:
        os._exit(1)
    return count(what)


def _nothing(what):
    pass


def _segfault(what):
    ctypes.string_at(1)


def _exit(what):
    os._exit(3)


def _sysexit(what):
    sys.exit("please")


def _import(what):
    """As if it imported a library when it is first called: 100 ms."""
    if count(what) == 1:
        end = time.process_time() + 0.1
        while time.process_time() < end:
            pass


def _loop(what):
    while True:
        pass


def _loop_in_c(what):
    re.match(r"(a+)+$", "a" * 40 + "b")


def _burn(what):
    """As _loop, and writes a byte to a file for every 10 ms of its CPU time."""
    with open(what.split(":")[1], "wb", buffering=0) as file:
        while True:
            end = time.process_time() + 0.01
            while time.process_time() < end:
                pass
            file.write(b".")


def _sleep(what):
    time.sleep(3600)


def _stop(what):
    os.kill(os.getpid(), signal.SIGSTOP)


def _killgroup(what):
    os.killpg(0, signal.SIGKILL)


def _killall(what):
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass  # nobody else in sight
    os.kill(os.getpid(), signal.SIGKILL)


def _allocate(what):
    bytearray(10 << 30)


def _close(what):
    os.closerange(0, 65536)


def _reopen(what):
    os.closerange(0, 65536)
    for _ in range(100):
        os.open("/dev/null", os.O_RDWR)


def _fork(what):
    os.fork()  # both return


def _shout(what):
    """A forked child writes to every descriptor that it finds."""
    if os.fork() == 0:
        for name in os.listdir("/proc/self/fd"):
            try:
                os.write(int(name), b"LSF1" + bytes(60))
            except OSError:
                pass
        os._exit(0)
    time.sleep(0.05)


def _bomb(what):
    while True:
        try:
            os.fork()
        except OSError:
            time.sleep(0.01)


def _daemon(what):
    """A grandchild in a session of its own that would outlive everybody."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(3600)
        os._exit(0)


def _flood(what):
    block = b"x" * (1 << 20)
    for _ in range(1024):
        os.write(1, block)


def _scribble(what):
    """Over every writable shared mapping."""
    with open("/proc/self/maps") as maps:
        lines = [line for line in maps if " rw-s " in line]
    for line in lines:
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        ctypes.memset(start, 0xA5, end - start)


def _scribble_and_die(what):
    _scribble(what)
    os._exit(4)


def _print(what):
    print("printed")


def _write(what):
    os.write(1, b"raw\n")


def _warn(what):
    warnings.warn("careful")


def _at_exit(what):
    import atexit

    atexit.register(os.kill, os.getpid(), signal.SIGSEGV)


def _hang_at_exit(what):
    import atexit

    atexit.register(_loop, what)
