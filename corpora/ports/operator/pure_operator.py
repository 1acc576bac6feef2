"""operator without _operator."""
from unaccelerated import load

_operator = load("operator", without=["_operator"])
truth = _operator.truth
indexOf = _operator.indexOf
concat = _operator.concat
length_hint = _operator.length_hint
getitem = _operator.getitem
setitem = _operator.setitem
pow = _operator.pow
inv = _operator.inv
not_ = _operator.not_
