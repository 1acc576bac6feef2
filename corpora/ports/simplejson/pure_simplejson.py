"""simplejson without its C speed-ups."""
from unaccelerated import load

_simplejson = load("simplejson", without=["simplejson._speedups"])
dumps = _simplejson.dumps
