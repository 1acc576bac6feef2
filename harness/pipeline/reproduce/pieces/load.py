"""What every side runs first. What cannot be imported is no difference."""
__all__ = ["builtins", "contextlib", "io", "pickle", "re", "struct", "time", "warnings", "function"]
__FUNCTION__ = min
# --- in the script:

import builtins, contextlib, importlib, io, pickle, re, struct, sys, time, warnings

def load(name):
    module, _, attributes = name.partition(":")
    found = importlib.import_module(module)
    for attribute in attributes.split("."):
        found = getattr(found, attribute)
    return found

try:
    function = __FUNCTION__
except Exception as error:
    print("cannot import %s: %s: %s" % (sys.argv[1], type(error).__name__, error))
    sys.exit(2)
