"""Both sides in one process."""
import importlib
import sys

__PATH__ = __IMPORTS__ = __MODULES__ = None  # statements
__NATIVE__ = __PORT__ = importlib.import_module("builtins").min
# --- in the script:
__IMPORTS__
__PATH__

try:
    __MODULES__
    sides = __NATIVE__, __PORT__
except Exception as error:
    sys.exit(print("cannot import:", error) or 2)
