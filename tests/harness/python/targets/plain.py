"""Well-behaved functions for the tests of the worker."""

import ctypes
import resource
import sys
import warnings

calls = 0


def identity(value):
    return value


def append(values, value):
    values.append(value)
    return values


def count():
    global calls
    calls += 1
    return calls


def stacks():
    libc = ctypes.CDLL(None)
    attributes, size = ctypes.create_string_buffer(64), ctypes.c_size_t()
    libc.pthread_getattr_default_np(attributes)
    libc.pthread_attr_getstacksize(attributes, ctypes.byref(size))
    return "%d %d" % (resource.getrlimit(resource.RLIMIT_STACK)[0], size.value)


def shout(text):
    print(text)
    sys.stderr.write("!")
    warnings.warn("loud at 0x7f001234", DeprecationWarning)
    warnings.warn("loud at 0x7f001234", DeprecationWarning)
    return len(text)


def fail(message):
    raise ValueError(message)


class Odd(Exception):
    pass


def fail_oddly(number):
    try:
        raise KeyError(number)
    except KeyError as error:
        raise Odd("at 0x7fdeadbeef", number) from error


def evens(limit):
    return (n for n in range(0, limit, 2))


def total(values):
    return sum(values)


def first(values):
    return next(iter(values))


def nested(left, right=None):
    return [left, left, {"k": right}]


def even(number):
    return number % 2 == 0


def where():
    import os
    import tempfile

    open("left-behind", "w").close()
    return [os.getcwd(), os.environ["HOME"], tempfile.gettempdir(), os.listdir(".")]


def raw(text):
    import os

    os.write(1, text.encode())


def nameless():
    number = 1

    return lambda: number


def deep(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def annotated(n: int, *rest: "list[int]", key: str = "a", **more: float) -> bool:
    """Says nothing.

    >>> annotated(3, [1,
    ...               2], key="b")
    True
    >>> x = annotated(4)
    >>> annotated(x)
    """
    return 12345 if n == 6789 else key in ("left", "right")
