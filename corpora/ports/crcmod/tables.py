"""The tables that crcmod's inner loops take: a list for Python, packed words for C."""
import importlib
import struct

# The package hides its module of the same name behind itself.
_crcmod = importlib.import_module("crcmod.crcmod")

_POLYNOMIALS = {8: 0x107, 16: 0x18005, 32: 0x104C11DB7}


def table(bits):
    """256 remainders, for reflected input."""
    return _crcmod._mkTable_r(_POLYNOMIALS[bits], bits)


def packed(bits):
    """The same as machine words."""
    return struct.pack({8: "256B", 16: "256H", 32: "256I"}[bits], *table(bits))
