"""Functions that leave something behind in their surroundings, by name."""


import builtins
import csv
import decimal
import fractions
import gc
import json
import locale
import logging
import math
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import warnings
import weakref

_kept = []


def nothing():
    with decimal.localcontext() as context, warnings.catch_warnings(), tempfile.TemporaryFile():
        warnings.simplefilter("ignore")
        context.prec = 3
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()
    os.close(os.open(os.devnull, os.O_RDONLY))
    subprocess.run(["true"])
    decimal.Decimal(1) / 3
    with open("passing", "w"):
        pass
    os.remove("passing")
    time.tzset()
    weakref.finalize(Exception(), int)


def thread():
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()


def lasting():
    threading.Thread(target=time.sleep, args=(1000,)).start()


def waited_for():
    process = multiprocessing.Process(target=time.sleep, args=(1000,))
    process.start()


def method():
    fractions.Fraction.__add__ = fractions.Fraction.__sub__


def code():
    json.loads.__kwdefaults__["cls"] = int


def child():
    _kept.append(subprocess.Popen(["sleep", "1000"]))


def late():
    import colorsys  # noqa: F401


def elsewhere():
    with open("/tmp/left-by-a-test-of-%d" % os.getuid(), "w") as file:
        file.write(str(time.monotonic()))


def late_random():
    import random

    random.seed(0)


LEAVES = {
    "nothing": (nothing, []),
    "seed": (lambda: sys.modules["random"].seed(0), ["random-state: random state"]),
    "draw": (lambda: sys.modules["random"].random(), ["random-state: random state"]),
    "chdir": (lambda: os.chdir("/"), ["working-directory: working directory"]),
    "environ": (
        lambda: os.environ.update(LEFT="1"),
        ["environment: environment variable LEFT"],
    ),
    "unset": (lambda: os.environ.pop("HOME"), ["environment: environment variable HOME"]),
    "precision": (
        lambda: setattr(decimal.getcontext(), "prec", 5),
        ["decimal-context: decimal context: prec"],
    ),
    "traps": (
        lambda: decimal.setcontext(decimal.Context(traps=[])),
        ["decimal-context: decimal context: traps"],
    ),
    "recursion": (
        lambda: sys.setrecursionlimit(200),
        ["interpreter-setting: recursion limit"],
    ),
    "switching": (lambda: sys.setswitchinterval(1), ["interpreter-setting: switch interval"]),
    "no_gc": (gc.disable, ["interpreter-setting: garbage collection"]),
    "traced": (lambda: sys.settrace(print), ["interpreter-setting: a trace function"]),
    "path": (lambda: sys.path.append("/nowhere"), ["interpreter-setting: sys.path"]),
    "filters": (lambda: warnings.simplefilter("ignore"), ["warning-filter: warning filters"]),
    "patched": (lambda: setattr(math, "floor", round), ["patch: math.floor replaced"]),
    "builtin": (lambda: setattr(builtins, "extra", 1), ["patch: builtins.extra added"]),
    "constant": (lambda: setattr(math, "pi", 3), ["patch: math.pi replaced"]),
    "method": (method, ["patch: fractions.Fraction.__add__ replaced"]),
    "code": (code, ["patch: json.loads changed"]),
    "module": (lambda: sys.modules.pop("json"), ["patch: sys.modules['json'] replaced"]),
    "hook": (lambda: setattr(sys, "excepthook", print), ["handler: sys.excepthook replaced"]),
    "stdout": (lambda: setattr(sys, "stdout", sys.__stdout__), ["handler: sys.stdout replaced"]),
    "signal": (
        lambda: signal.signal(signal.SIGUSR1, signal.SIG_IGN) and None,
        ["handler: handler of signal %d" % signal.SIGUSR1],
    ),
    "alarm": (lambda: signal.alarm(1000) and None, ["handler: a timer that runs"]),
    "thread": (thread, ["thread: a thread"]),
    "lasting": (lasting, ["thread: a thread"]),
    "child": (child, ["process: a child process"]),
    "descriptor": (
        lambda: os.open(os.devnull, os.O_RDONLY) and None,
        ["descriptor: a file descriptor"],
    ),
    "closed": (lambda: os.close(2), ["descriptor: descriptor 2 closed"]),
    "file": (lambda: open("left", "w").close(), ["file: file left"]),
    "directory": (lambda: os.makedirs("a/b7"), ["file: file a", "file: file b*"]),
    "elsewhere": (elsewhere, ["file: file /tmp/left-by-a-test-of-*"]),
    "raw": (lambda: os.write(1, b"hello") and None, ["raw-output: output past sys.stdout"]),
    "printed": (
        lambda: print("hello", file=sys.__stdout__),
        ["raw-output: output past sys.stdout"],
    ),
    "umask": (lambda: os.umask(0) and None, ["ambient-setting: umask"]),
    "locale": (
        lambda: locale.setlocale(locale.LC_ALL, "C.UTF-8") and None,
        ["ambient-setting: locale"],
    ),
    "timeout": (
        lambda: socket.setdefaulttimeout(3),
        ["ambient-setting: default time-out of sockets"],
    ),
    "logging": (lambda: logging.basicConfig(), ["ambient-setting: logging"]),
    "logger": (
        lambda: logging.getLogger("some").setLevel(10),
        ["ambient-setting: logging"],
    ),
    "csv": (lambda: csv.field_size_limit(9) and None, ["ambient-setting: longest field of csv"]),
    "processors": (
        lambda: os.sched_setaffinity(0, [min(os.sched_getaffinity(0))]),
        ["ambient-setting: processors"],
    ),
    "surroundings": (
        lambda: setattr(os, "environ", {}),
        ["patch: os.environ replaced"],
    ),
    "late": (late, []),
    "late_random": (late_random, ["random-state: random state"]),
}


def leave(name):
    LEAVES[name][0]()


def linger():
    lasting()
    waited_for()
