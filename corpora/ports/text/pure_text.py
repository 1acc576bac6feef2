"""The Python halves of posixpath.normpath and quopri.encodestring."""
import posixpath
import types

from unaccelerated import load


def _posixpath_without_normpath_in_c():
    """posixpath, as it is where `posix` has no _path_normpath: `posix` itself cannot be refused."""
    with open(posixpath.__file__, encoding="utf-8") as file:
        source = file.read()
    taken = "from posix import _path_normpath"
    if taken not in source:
        raise ImportError("this posixpath does not take normpath from posix")
    module = types.ModuleType("pure_posixpath")
    code = compile(source.replace(taken, "raise ImportError"), posixpath.__file__, "exec")
    exec(code, module.__dict__)
    return module


normpath = _posixpath_without_normpath_in_c().normpath
encodestring = load("quopri", without=["binascii"]).encodestring
