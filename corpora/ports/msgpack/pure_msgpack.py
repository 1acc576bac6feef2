"""Packing with the Python fallback."""
from msgpack.fallback import Packer


def pack(o, **options):
    return Packer(**options).pack(o)
