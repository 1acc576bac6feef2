"""Digests by OpenSSL, fed in two parts."""
import _hashlib


def md5(data, more):
    state = _hashlib.openssl_md5(data)
    state.update(more)
    return state.digest()


def sha1(data, more):
    state = _hashlib.openssl_sha1(data)
    state.update(more)
    return state.digest()


def sha256(data, more):
    state = _hashlib.openssl_sha256(data)
    state.update(more)
    return state.digest()


def sha512(data, more):
    state = _hashlib.openssl_sha512(data)
    state.update(more)
    return state.digest()


def sha3_256(data, more):
    state = _hashlib.openssl_sha3_256(data)
    state.update(more)
    return state.digest()


def blake2s(data, more):
    state = _hashlib.new("blake2s256", data)
    state.update(more)
    return state.digest()
