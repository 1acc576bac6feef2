"""The extension ``_lockstep``, where this interpreter has it."""

import importlib
import os
from typing import Any, Optional


def find() -> Optional[Any]:
    """The extension module; None where there is none or LOCKSTEP_PORTABLE asks for none."""
    if os.environ.pop("LOCKSTEP_PORTABLE", ""):
        return None
    for name in ("_lockstep", "lockstep._lockstep"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None
