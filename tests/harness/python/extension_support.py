"""The extension and the portable package side by side, for the tests of the one against the other.

LOCKSTEP_EXTENSION names the directory of the extension that is tested.
"""

import contextlib
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
EXTENSION = pathlib.Path(os.environ["LOCKSTEP_EXTENSION"]).resolve()
sys.path[:0] = [str(EXTENSION), str(HERE), str(HERE.parents[2] / "harness/python")]

import _lockstep  # noqa: E402
from lockstep.worker.run import execute  # noqa: E402,F401
from lockstep.worker.values.build import Build  # noqa: E402
from lockstep.worker.values.codec import Codec  # noqa: E402
from lockstep.worker.run.effects import aliases  # noqa: E402,F401
from lockstep.worker.values.expression import Expressions  # noqa: E402
from lockstep.worker.values.item import Unencodable  # noqa: E402
from lockstep.worker.values.projection import Projection  # noqa: E402
from lockstep.worker.values.structure import Structure  # noqa: E402

assert pathlib.Path(_lockstep.__file__).parent == EXTENSION


class Side:
    """One of the two codecs, with a structure of its own."""

    def __init__(self, kind, policy):
        self.structure = Structure()
        projection = Projection(self.structure, policy, ["random_values"])
        self.codec = kind(self.structure, Build(Expressions()), projection)


def portable(policy="type"):
    return Side(Codec, policy)


def extension(policy="type"):
    return Side(_lockstep.Codec, policy)


def attempt(function, *args):
    """What came of it, so that two attempts can be compared."""
    try:
        return function(*args)
    except Unencodable as error:
        return "unencodable: " + error.reason


@contextlib.contextmanager
def quiet():
    """No garbage collection in the middle of a value: cycles die in between."""
    import gc

    gc.disable()
    try:
        yield
    finally:
        gc.enable()
