"""crcmod's loops in C."""
from crcmod import _crcfunext

from tables import packed

_TABLES = {bits: packed(bits) for bits in (8, 16, 32)}


def crc8(d, c):
    return _crcfunext._crc8(d, c, _TABLES[8])


def crc16(d, c):
    return _crcfunext._crc16(d, c, _TABLES[16])


def crc32(d, c):
    return _crcfunext._crc32(d, c, _TABLES[32])
