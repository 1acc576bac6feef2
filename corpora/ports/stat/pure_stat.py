"""stat without _stat."""
from unaccelerated import load

_stat = load("stat", without=["_stat"])
filemode = _stat.filemode
S_IFMT = _stat.S_IFMT
S_ISDOOR = _stat.S_ISDOOR
S_ISWHT = _stat.S_ISWHT
S_ISREG = _stat.S_ISREG
S_ISDIR = _stat.S_ISDIR
S_ISLNK = _stat.S_ISLNK
S_IMODE = _stat.S_IMODE
