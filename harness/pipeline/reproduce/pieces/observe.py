"""What a side does with the calls: one line for each thing that the laws compare."""
import contextlib
import io
import warnings

from pieces.earlier_calls import earlier_calls
from pieces.load import function
from pieces.look import look
from pieces.show import show

__NAMES__ = __LOOK__ = __EARLIER__ = None  # statements
__RAISED__ = repr
__CALL__ = __ARGS__ = __KWARGS__ = min
# --- in the script:

def mutable(value):
    return isinstance(value, (list, dict, set, bytearray))

def again(value, known):  # mutable objects that are in the result more than once
    if id(value) in known and mutable(value):
        return [known[id(value)]]
    known[id(value)] = len(known)
    items = value.values() if type(value) is dict else value if type(value) in (list, tuple) else ()
    return [number for item in items for number in again(item, known)]
__NAMES__
__LOOK__

seen = []

def observe(calls):
    output = io.StringIO()
    def call(*args, **kwargs):
        seen[:] = [args, kwargs]
        return function(*__ARGS__(args), **__KWARGS__(kwargs))
    with warnings.catch_warnings(record=True) as said, contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        warnings.simplefilter("always")
        look()
        try:
            result = calls(call)
            outcome = "returned " + show(result)
            same = [i for i, arg in enumerate(seen[0] if seen else ()) if arg is result and mutable(arg)]
            twice = again(result, {})
        except BaseException as error:
            outcome, same, twice = "raised " + __RAISED__(error), [], []
        look()
    return [outcome, "arguments after: " + show(tuple(seen)),
            "result is argument: %s and in itself: %s" % (same, twice),
            "warnings: %s" % [w.category.__name__ for w in said], "output: " + ascii(output.getvalue()[:2000])]
__EARLIER__

def the_call(call):
    return __CALL__(call)

observe(earlier_calls)
