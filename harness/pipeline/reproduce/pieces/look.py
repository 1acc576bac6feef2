"""Looks at the ambient state, before and after every call."""
from pieces.ambient.environment import ambient

__all__ = ["os", "pickle"]
__AMBIENT__ = None  # statements
# --- in the script:

import os, pickle
__AMBIENT__

looks = []

def look():
    looks.append(ambient())
