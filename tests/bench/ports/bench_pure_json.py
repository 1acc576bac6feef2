"""json.dumps as it is where its C encoder was not built."""
import json.encoder  # noqa: F401
import sys
import zlib

from unaccelerated import load

# The benchmark's loop runs native and port in one process: native's json stays where it is.
_accelerated = {name: module for name, module in sys.modules.items()
                if name.partition(".")[0] == "json"}
_json = load("json", without=["_json"], also=["json.scanner", "json.decoder", "json.encoder"])
sys.modules.update(_accelerated)
dumps = _json.dumps

RARE = 50_000


def dumps_wrong_rarely(obj):
    text = dumps(obj)
    return text + " " if zlib.crc32(text.encode()) % RARE == 17 else text
