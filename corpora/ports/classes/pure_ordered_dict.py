"""The pure Python OrderedDict of the standard library, without its accelerator."""
import collections
import pathlib
import sys
import types


def _pure():
    source = pathlib.Path(collections.__file__).read_text("utf-8")
    module = types.ModuleType("pure_collections")
    module.__file__, module.__path__ = collections.__file__, []
    sys.modules[module.__name__] = module  # where pickle looks for the class
    exec(compile(source.replace("from _collections import OrderedDict", "raise ImportError"),
                 collections.__file__, "exec"), module.__dict__)
    return module.OrderedDict


OrderedDict = _pure()
