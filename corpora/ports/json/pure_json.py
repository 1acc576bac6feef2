"""json without _json."""
from unaccelerated import load

_json = load("json", without=["_json"], also=["json.scanner", "json.decoder", "json.encoder"])
dumps = _json.dumps
loads = _json.loads
