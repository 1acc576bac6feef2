"""Behind `show`, where types are what differs: a class by the module that it claims, and whether that has
another class of this name."""
import importlib

from pieces.show import show
# --- in the script:

def named(kind):
    try:
        found = importlib.import_module(kind.__module__)
        for attribute in kind.__qualname__.split("."):
            found = getattr(found, attribute)
    except (ImportError, AttributeError):
        found = None
    other = isinstance(found, type) and found is not kind
    return ("another class of the name " if other else "") + kind.__module__ + "." + kind.__qualname__

bare = show

def show(value, open_=()):
    if isinstance(value, type):
        return "class " + named(value)
    name = named(type(value))
    return bare(value, open_) if name.startswith("builtins.") else name + " " + bare(value, open_)
