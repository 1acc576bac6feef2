"""Functions under test for batches: each leaves something else behind."""

import random
import sys
import warnings
import zlib

from random_values import Items, Meddler, Plain, Stubborn, Trouble

MUTABLE = (list, dict, set, bytearray)


def nothing(*args, **kwargs):
    return None


def size(*args, **kwargs):
    return len(args) + len(kwargs)


def itself(*args, **kwargs):
    return args[0] if args else kwargs


def wrapped(*args, **kwargs):
    fresh = []
    return [fresh, list(args), {"fresh": fresh, "key": kwargs.get("key")}, (args, fresh)]


def _mutables(values, depth=6):
    """Those in the values, cycles included, as far down as that."""
    for value in values if depth else ():
        if type(value) in MUTABLE:
            yield value
        if type(value) in (list, tuple):
            yield from _mutables(list(value)[:3], depth - 1)
        elif type(value) is dict:
            yield from _mutables(list(value.values()), depth - 1)


def _change(value):
    if type(value) is list:
        value.append(1)
    elif type(value) is dict:
        value["new"] = []
    elif type(value) is set:
        value.add("new")
    else:
        value += b"new"


def changes(*args, **kwargs):
    for value in list(_mutables([*args, *kwargs.values()]))[:3]:
        _change(value)


def changes_and_returns(*args, **kwargs):
    fresh = [[]]
    for value in list(_mutables(args))[:2]:
        if type(value) is list:
            value.insert(0, fresh)
        elif type(value) is dict:
            value["fresh"] = fresh
    return fresh


def pops_and_returns(*args, **kwargs):
    for value in _mutables(args):
        if type(value) is list and value:
            return [value.pop(), value]
    return ()


def replaces_by_a_copy(*args, **kwargs):
    for value in _mutables(args):
        if type(value) is list and value and type(value[0]) in MUTABLE:
            value[0] = type(value[0])(value[0])
            return value[0]
    return []


def makes_a_cycle(*args, **kwargs):
    made = list(_mutables(args))
    for value in made[:2]:
        if type(value) is list:
            value.append(made[0])
    return made[:1]


def raises(*args, **kwargs):
    raise Trouble(*args)


def raises_deep(*args, **kwargs):
    try:
        args[0][0].nothing  # whatever that raises
    except Exception as error:
        changes(*args)
        raise ValueError("at 0x7f001234", error) from error


BUILTIN = [
    TypeError, ValueError, KeyError, IndexError, ZeroDivisionError, StopIteration, SystemExit,
    AttributeError, NameError, OSError, FileNotFoundError, ImportError, SyntaxError, UnicodeError,
    RecursionError, KeyboardInterrupt, BaseException, Exception, LookupError, GeneratorExit,
]  # fmt: skip


def raises_builtin(*args, **kwargs):
    """Of every class, with every kind of argument, dressed in every way."""
    COUNT[0] += 1
    simple = (int, str, float, bytes, bool, type(None), complex, range)
    args = [value if type(value) in simple else [] for value in args]  # sets have no one text
    made = BUILTIN[COUNT[0] % len(BUILTIN)](*args)
    dress = COUNT[0] % 11
    if dress == 0:
        made.note = 1
    elif dress == 1 and hasattr(made, "add_note"):
        made.add_note("noted")
    elif dress == 2:
        made.args = (made.args, "at 0x1f")
    elif dress == 3:
        raise made from None
    elif dress == 4:
        raise made from ValueError("cause")
    elif dress == 5:
        try:
            b"\xff".decode()
        finally:
            raise made
    elif dress == 6:
        made.__suppress_context__ = True
    elif dress == 7:
        made.args = ("object at 0xabc", 10**5000, "\ud800", None)
    raise made


def raises_what_is_no_exception_once_pickled(*args, **kwargs):
    class Changeling(Exception):
        def __reduce__(self):
            return (dict, ())

    raise Changeling


COUNT = [0]
STORED = KeyError("stored")


def raises_stored(*args, **kwargs):
    raise STORED


def exits(*args, **kwargs):
    sys.exit(len(args))


def warns(*args, **kwargs):
    warnings.warn("attention: 0x1234abcd", DeprecationWarning)
    warnings.warn("twice\ud800")
    return args


def prints(*args, **kwargs):
    print("out", len(args))
    print("caf\u00e9", file=sys.stderr)
    return len(args)


def prints_nothing(*args, **kwargs):
    print("", end="")


def generates(*args, **kwargs):
    def generator():
        for value in args:
            print("yielding")
            yield value
        changes(*args)

    return generator()


def consumes(*args, **kwargs):
    return [[*value] for value in args if hasattr(value, "__next__")]


def makes_objects(*args, **kwargs):
    return [Plain(args=args, kwargs=kwargs), Items(args), args]


def has_no_encoding(*args, **kwargs):
    return [args, Stubborn()]


def leaves_something_without_encoding(*args, **kwargs):
    for value in _mutables(args):
        if type(value) is list:
            value.append(Stubborn() if len(args) % 2 else Plain(a=1))


def meddles(*args, **kwargs):
    made = [list(args), 1, 2]
    return [made, Meddler(made), made]


class PrintsWhileItIsEncoded:
    def __init__(self, seen):
        self.seen = seen

    def __reduce_ex__(self, protocol):
        print("reduced")
        warnings.warn("reduced")
        changes(*self.seen)
        return (len, ((),))


def changes_while_it_is_encoded(*args, **kwargs):
    return [PrintsWhileItIsEncoded(args), *args]


def counts(*args, **kwargs):
    COUNT[0] += 1
    return COUNT[0] // 2


def draws(*args, **kwargs):
    """The same in both runs of a row only by chance."""
    return random.random()


def depends(*args, **kwargs):
    """One of the others, by what it is given."""
    choice = zlib.crc32(repr([type(value).__name__ for value in args]).encode())
    return ALL[choice % len(ALL)](*args, **kwargs)


ALL = [
    nothing, size, itself, wrapped, changes, changes_and_returns, pops_and_returns,
    replaces_by_a_copy, makes_a_cycle, raises, raises_deep, raises_builtin,
    raises_what_is_no_exception_once_pickled, raises_stored, exits, warns, prints,
    prints_nothing, generates, consumes, makes_objects, has_no_encoding,
    leaves_something_without_encoding, meddles, changes_while_it_is_encoded, counts, draws,
]  # fmt: skip
