"""Binds what the calls name: modules, else attributes of the callee's own module."""
import builtins
import importlib
import sys
# --- in the script:

home = importlib.import_module(sys.argv[1].partition(":")[0])
for name in "__LIST__".split():
    first = name.partition(".")[0]
    for size in range(1, name.count(".") + 2):
        try:
            importlib.import_module(".".join(name.split(".")[:size]))
        except Exception:
            break
    if not hasattr(builtins, first) and (first in sys.modules or hasattr(home, first)):
        globals().setdefault(first, sys.modules.get(first) or getattr(home, first))
