"""XXH3-128 with seed 0, in canonical byte order: the digest of FORMAT.md in plain Python.

Only where the extension is missing; short inputs, the common ones, take a few microseconds.
"""

from struct import Struct
from typing import List, Tuple

_M64 = (1 << 64) - 1
_P32_1, _P32_2, _P32_3 = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D
_P1, _P2, _P3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
_P4, _P5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
_MIX_1, _MIX_2 = 0x165667919E3779F9, 0x9FB21C651E98DF25

_SECRET = bytes.fromhex(
    "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
    "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
    "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
    "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
    "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
    "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"
)
_u32 = Struct("<I").unpack_from
_u64 = Struct("<Q").unpack_from
_u64x2 = Struct("<2Q").unpack_from
_u64x8 = Struct("<8Q").unpack_from
_canonical = Struct(">2Q").pack
_KEY16 = [_u64x2(_SECRET, offset) for offset in range(0, 177)]
_KEY64 = [_u64x8(_SECRET, offset) for offset in range(0, 129)]


def _swap(value: int, size: int) -> int:
    return int.from_bytes(value.to_bytes(size, "little"), "big")


def _avalanche(h: int) -> int:
    h = ((h ^ (h >> 37)) * _MIX_1) & _M64
    return h ^ (h >> 32)


def _avalanche64(h: int) -> int:
    h = ((h ^ (h >> 33)) * _P2) & _M64
    h = ((h ^ (h >> 29)) * _P3) & _M64
    return h ^ (h >> 32)


def _fold(a: int, b: int) -> int:
    product = a * b
    return (product & _M64) ^ (product >> 64)


def _upto3(data: bytes, size: int) -> Tuple[int, int]:
    combined = (data[0] << 16) | (data[size >> 1] << 24) | data[size - 1] | (size << 8)
    swapped = _swap(combined, 4)
    high = ((swapped << 13) | (swapped >> 19)) & 0xFFFFFFFF
    k0, k1, k2, k3 = (_u32(_SECRET, i)[0] for i in (0, 4, 8, 12))
    return _avalanche64(combined ^ k0 ^ k1), _avalanche64(high ^ k2 ^ k3)


def _upto8(data: bytes, size: int) -> Tuple[int, int]:
    word = _u32(data)[0] | (_u32(data, size - 4)[0] << 32)
    product = (word ^ _u64(_SECRET, 16)[0] ^ _u64(_SECRET, 24)[0]) * (_P1 + (size << 2))
    low, high = product & _M64, (product >> 64) & _M64
    high = (high + (low << 1)) & _M64
    low ^= high >> 3
    low = ((low ^ (low >> 35)) * _MIX_2) & _M64
    return low ^ (low >> 28), _avalanche(high)


def _upto16(data: bytes, size: int) -> Tuple[int, int]:
    first, last = _u64(data)[0], _u64(data, size - 8)[0]
    product = (first ^ last ^ _u64(_SECRET, 32)[0] ^ _u64(_SECRET, 40)[0]) * _P1
    low, high = ((product & _M64) + ((size - 1) << 54)) & _M64, product >> 64
    last ^= _u64(_SECRET, 48)[0] ^ _u64(_SECRET, 56)[0]
    high = (high + last + (last & 0xFFFFFFFF) * (_P32_2 - 1)) & _M64
    low ^= _swap(high, 8)
    product = low * _P2
    high = ((product >> 64) + high * _P2) & _M64
    return _avalanche(product & _M64), _avalanche(high)


def _mix(low: int, high: int, data: bytes, one: int, two: int, secret: int) -> Tuple[int, int]:
    a, b = _u64x2(data, one)
    c, d = _u64x2(data, two)
    k0, k1 = _KEY16[secret]
    low = ((low + _fold(a ^ k0, b ^ k1)) & _M64) ^ ((c + d) & _M64)
    k0, k1 = _KEY16[secret + 16]
    high = ((high + _fold(c ^ k0, d ^ k1)) & _M64) ^ ((a + b) & _M64)
    return low, high


def _finish(low: int, high: int, size: int) -> Tuple[int, int]:
    spread = (low * _P1 + high * _P4 + size * _P2) & _M64
    return _avalanche((low + high) & _M64), -_avalanche(spread) & _M64


def _upto128(data: bytes, size: int) -> Tuple[int, int]:
    low, high = (size * _P1) & _M64, 0
    for i in range((size - 1) // 32, -1, -1):
        low, high = _mix(low, high, data, 16 * i, size - 16 * (i + 1), 32 * i)
    return _finish(low, high, size)


def _upto240(data: bytes, size: int) -> Tuple[int, int]:
    low, high = (size * _P1) & _M64, 0
    for i in range(4):
        low, high = _mix(low, high, data, 32 * i, 32 * i + 16, 32 * i)
    low, high = _avalanche(low), _avalanche(high)
    for i in range(4, size // 32):
        low, high = _mix(low, high, data, 32 * i, 32 * i + 16, 3 + 32 * (i - 4))
    # The last bytes are mixed with the seed negated (0) and their halves exchanged.
    low, high = _mix(low, high, data, size - 16, size - 32, 136 - 17 - 16)
    return _finish(low, high, size)


def _stripe(acc: List[int], data: bytes, offset: int, secret: int) -> None:
    words = _u64x8(data, offset)
    keys = _KEY64[secret]
    for i in range(8):
        word = words[i]
        keyed = word ^ keys[i]
        acc[i ^ 1] = (acc[i ^ 1] + word) & _M64
        acc[i] = (acc[i] + (keyed & 0xFFFFFFFF) * (keyed >> 32)) & _M64


def _scramble(acc: List[int]) -> None:
    keys = _KEY64[128]
    for i in range(8):
        value = acc[i]
        acc[i] = ((value ^ (value >> 47) ^ keys[i]) * _P32_1) & _M64


def _merge(acc: List[int], secret: int, start: int) -> int:
    total = start
    for i in range(4):
        k0, k1 = _KEY16[secret + 16 * i]
        total += _fold(acc[2 * i] ^ k0, acc[2 * i + 1] ^ k1)
    return _avalanche(total & _M64)


def _long(data: bytes, size: int) -> Tuple[int, int]:
    acc = [_P32_3, _P1, _P2, _P3, _P4, _P32_2, _P5, _P32_1]
    for i in range((size - 1) // 64):
        _stripe(acc, data, 64 * i, 8 * (i % 16))
        if i % 16 == 15:
            _scramble(acc)
    _stripe(acc, data, size - 64, 192 - 64 - 7)
    low = _merge(acc, 11, (size * _P1) & _M64)
    return low, _merge(acc, 192 - 64 - 11, ~(size * _P2) & _M64)


def digest(data: bytes) -> bytes:
    """The 16 bytes of XXH3-128 of ``data``, high half first."""
    size = len(data)
    if size > 240:
        low, high = _long(data, size)
    elif size > 128:
        low, high = _upto240(data, size)
    elif size > 16:
        low, high = _upto128(data, size)
    elif size > 8:
        low, high = _upto16(data, size)
    elif size > 3:
        low, high = _upto8(data, size)
    elif size:
        low, high = _upto3(data, size)
    else:
        words = [_u64(_SECRET, i)[0] for i in (64, 72, 80, 88)]
        low, high = _avalanche64(words[0] ^ words[1]), _avalanche64(words[2] ^ words[3])
    return _canonical(high, low)
