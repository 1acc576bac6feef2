"""Expressions that say which cases are meant (lockstep accept --when)."""
from __future__ import annotations

import pytest

from lockstep.worker.target.loader import LoadFailed, load


def predicate(parameters, expression, module="heapq"):
    name = "\n".join((module, parameters, expression)).encode().hex()
    return load("lockstep.worker.run.predicate:of_" + name).value


def holds(function, *args, **kwargs):
    try:
        assert function(*args, **kwargs) is None
    except Exception:
        return False
    return True


def test_it_returns_where_the_expression_is_true_and_raises_elsewhere():
    negative = predicate("n=..., key=...", "n < 0")
    assert holds(negative, -1) and holds(negative, -1, 3)
    assert not holds(negative, 0)
    assert not holds(negative, "text")


def test_an_argument_that_was_left_out_is_an_ellipsis():
    assert holds(predicate("n=..., *, key=...", "key is ..."), 1)
    assert not holds(predicate("n=..., *, key=...", "key is ..."), 1, key=None)


def test_modules_and_what_native_s_module_has_may_be_named():
    assert holds(predicate("x=...", "math.isnan(x)"), float("nan"))
    assert holds(predicate("x=...", "re.search('a', x) and merge"), "bab")
    assert holds(predicate("x=...", "x", module="no.such.module"), 1)


@pytest.mark.parametrize("text", ["", "n <", "n; n", "n) or (n", "n = 1", "yield n", "n\nn"])
def test_what_is_no_expression_is_refused(text):
    with pytest.raises(LoadFailed):
        predicate("n=...", text)
