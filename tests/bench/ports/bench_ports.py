"""What the throughput benchmark checks: thin ports, and their variants that are wrong once in 50,000 cases.

The variants decide by a hash of the input that no hash seed changes.
"""
import json
import zlib

RARE = 50_000


def ordered(xs):
    return sorted(xs)


def ordered_wrong_rarely(xs):
    result = sorted(xs)
    if hash(tuple(result)) % RARE == 17:
        result.append(0)
    return result


def upper(s):
    return s.upper()


def upper_wrong_rarely(s):
    if zlib.crc32(s.encode("utf-8", "surrogatepass")) % RARE == 17:
        return s
    return s.upper()


def dumps(obj):
    return json.dumps(obj)


def dumps_wrong_rarely(obj):
    text = json.dumps(obj)
    return text + " " if zlib.crc32(text.encode()) % RARE == 17 else text
