"""Packing with the Cython packer."""
from msgpack._cmsgpack import Packer


def pack(o, **options):
    return Packer(**options).pack(o)
