# Puzzle: finds law=type status=diff actual~another.class.of.the.name.fractions.Fraction call<=10 within=2000
"""A second copy of a class: same module and name, but isinstance says no and pickle refuses."""
import fractions

_names = {"__name__": "fractions"}
with open(fractions.__file__, encoding="utf-8") as _source:
    exec(compile(_source.read(), "second copy", "exec"), _names)


def share(n):
    return _names["Fraction"](n, 7)
