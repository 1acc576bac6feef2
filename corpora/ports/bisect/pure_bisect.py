"""bisect without _bisect."""
from unaccelerated import load

_bisect = load("bisect", without=["_bisect"])
bisect_left = _bisect.bisect_left
bisect_right = _bisect.bisect_right
insort_left = _bisect.insort_left
insort_right = _bisect.insort_right
