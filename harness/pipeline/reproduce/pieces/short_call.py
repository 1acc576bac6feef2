"""Compares what a function returns as text, or that it raises."""
import sys

from pieces.short_sides import sides

__TEXT__ = repr  # of the result of the call
# --- in the script:

def outcome(function):
    try:
        return __TEXT__(function)
    except BaseException as error:
        return "raises " + type(error).__qualname__

native, port = map(outcome, sides)
print("native:", native)
print("port:  ", port)
sys.exit(native != port)
