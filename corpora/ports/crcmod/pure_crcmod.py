"""crcmod's loops in Python."""
import crcmod
from crcmod import _crcfunpy

from tables import table

_TABLES = {bits: table(bits) for bits in (8, 16, 32)}
crc32_like_zlib = crcmod.mkCrcFun(0x104C11DB7, initCrc=0, xorOut=0xFFFFFFFF)


def crc8(d, c):
    return _crcfunpy._crc8(d, c, _TABLES[8])


def crc16(d, c):
    return _crcfunpy._crc16(d, c, _TABLES[16])


def crc32(d, c):
    return _crcfunpy._crc32(d, c, _TABLES[32])
