"""The places that were seen to be replaced."""
import importlib
import sys

__PLACES__ = "math.floor"
# --- in the script:
PLACES = [__PLACES__]

def ambient():
    seen = {}
    for place in PLACES:
        parts = place.split(".")
        for size in range(len(parts) - 1, 0, -1):
            try:
                found = importlib.import_module(".".join(parts[:size]))
            except Exception:
                continue
            for part in parts[size:]:
                found = vars(found).get(part) if hasattr(found, "__dict__") else None
            seen[place] = [id(found)] + [ascii(getattr(found, name, None)) for name in (
                "__code__", "__defaults__", "__kwdefaults__")]
            break
        seen.setdefault(place, id(sys.modules.get(place)))
    return seen
