"""Lockstep: may this port of a Python function run in place of the original?

The package holds what runs inside the user's interpreter. ``lockstep.worker`` is the worker, in
the standard library alone (CPython >= 3.8, PyPy).
"""

from .codecs import codec, made, parts

__all__ = ["codec", "made", "parts"]
__version__ = "0.1.0"
