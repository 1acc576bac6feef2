"""json.dumps as it is where its C encoder was not built."""
import zlib

from unaccelerated import load

_json = load("json", without=["_json"], also=["json.scanner", "json.decoder", "json.encoder"])
dumps = _json.dumps

RARE = 50_000


def dumps_wrong_rarely(obj):
    text = dumps(obj)
    return text + " " if zlib.crc32(text.encode()) % RARE == 17 else text
