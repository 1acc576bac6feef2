"""Lockstep: may this port of a Python function run in place of the original?

The package holds what runs inside the user's interpreter. ``lockstep.worker`` is the worker, in
the standard library alone (CPython >= 3.8, PyPy).
"""

from .api.codecs import codec, made, parts
from .api.registry import mapping, port_of, singleton

__all__ = ["codec", "made", "mapping", "parts", "port_of", "singleton"]
__version__ = "0.1.0"
