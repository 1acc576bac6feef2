"""Digests by the modules that come with CPython, fed in two parts."""
import _blake2
import _md5
import _sha1
import _sha256
import _sha3
import _sha512


def md5(data, more):
    state = _md5.md5(data)
    state.update(more)
    return state.digest()


def sha1(data, more):
    state = _sha1.sha1(data)
    state.update(more)
    return state.digest()


def sha256(data, more):
    state = _sha256.sha256(data)
    state.update(more)
    return state.digest()


def sha512(data, more):
    state = _sha512.sha512(data)
    state.update(more)
    return state.digest()


def sha3_256(data, more):
    state = _sha3.sha3_256(data)
    state.update(more)
    return state.digest()


def blake2s(data, more):
    state = _blake2.blake2s(data)
    state.update(more)
    return state.digest()
