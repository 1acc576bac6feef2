"""CRC-32 by table. The defect: a start value beyond 32 bits is not cut to 32 bits."""


def _remainder(byte):
    for _ in range(8):
        byte = byte >> 1 ^ (0xEDB88320 if byte & 1 else 0)
    return byte


_TABLE = [_remainder(byte) for byte in range(256)]


def crc32(d, v):
    crc = v ^ 0xFFFFFFFF
    for byte in d:
        crc = crc >> 8 ^ _TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF
