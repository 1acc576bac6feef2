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
add = _operator.add
sub = _operator.sub
truediv = _operator.truediv
floordiv = _operator.floordiv
mod = _operator.mod
and_ = _operator.and_
or_ = _operator.or_
xor = _operator.xor
neg = _operator.neg
index = _operator.index
eq = _operator.eq
lt = _operator.lt
contains = _operator.contains
countOf = _operator.countOf
delitem = _operator.delitem
iadd = _operator.iadd
iconcat = _operator.iconcat
ior = _operator.ior
