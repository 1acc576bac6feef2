"""Values of the standard library keep what they show, and nothing else, on the wire."""

import decimal
import fractions
import os
import re
import subprocess
import sys
import types

import pytest
from client import HERE, PACKAGE, building
from conftest import WORKERS
from standard_values import GROUPS, SEEN, USED, encoded, every, expressions, value

# Between CPython and PyPy: classes of iterators and bound methods, the order of keywords, the state of
# a subclass, where finditer() begins, and when an object dies.
REALLY_DIFFERENT = {
    "types.SimpleNamespace(b=2, a=1)",
    "standard_kinds.Buffer('abc')",
    "standard_kinds.moved(standard_kinds.Buffer('abc'), 1)",
    "list(re.finditer('(a)|(b)', 'ab'))[1]",
    "'a'.join",
    "'b'.join",
    "[].append",
    "iter([1, 2])",
    "iter((1, 2))",
    "iter([])",
    "standard_kinds.advanced(iter([0, 1, 2]), 2)",
    "weakref.ref(standard_kinds.Zone(1))",
}


def elsewhere(python, hash_seed="0"):
    """What another process makes of every expression."""
    path = os.pathsep.join([HERE, os.path.abspath(PACKAGE)])
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": path}
    run = subprocess.run([python, "-B", os.path.join(HERE, "standard_values.py")], env=environment,
                         stdout=subprocess.PIPE, check=True, encoding="utf-8")  # fmt: skip
    lines = dict(line.split(" ", 1) for line in run.stdout.splitlines())
    return {text: lines[str(number)] for number, text in enumerate(every())}


def differing(one, two):
    return {text: (one[text], two[text]) for text in one if one[text] != two[text]}


@pytest.fixture(scope="module")
def here():
    return elsewhere(sys.executable)


@pytest.mark.parametrize("group", [*GROUPS, "seen"])
def test_what_differs_in_one_respect_differs_in_bytes(group):
    texts = expressions(GROUPS.get(group, SEEN))
    kept = [value(text) for text in texts]
    met = {}
    for text, each in zip(texts, kept):
        met.setdefault(encoded(each), []).append(text)
    alike = [texts for texts in met.values() if len(texts) > 1]
    # An iterator is what it yields.
    assert alike in ([], [["iter([1, 2])", "standard_kinds.advanced(iter([0, 1, 2]), 2)"]])


@pytest.mark.parametrize("text", every())
def test_the_same_value_made_twice_has_the_same_bytes(text):
    one, two = value(text), value(text)
    assert encoded(one) == encoded(two)


@pytest.mark.parametrize("hash_seed", ["1", "12345"])
def test_every_process_writes_the_same_bytes(here, hash_seed):
    assert differing(here, elsewhere(sys.executable, hash_seed)) == {}
    assert not [text for text, data in here.items() if not re.fullmatch("[0-9a-f]+", data)]


@pytest.mark.skipif("pypy3" not in WORKERS, reason="no PyPy here")
def test_another_interpreter_writes_the_same_bytes(here):
    assert set(differing(here, elsewhere("pypy3"))) <= REALLY_DIFFERENT


@pytest.mark.parametrize("text", [t for group in GROUPS.values() for t in expressions(group)])
def test_what_is_read_is_what_was_written(text):
    original = value(text)
    data = encoded(original)
    again = building().decode(data)
    assert type(again) is type(original)
    assert encoded(again) == data
    if type(original) not in (int, fractions.Fraction, types.GeneratorType):
        plain = [re.sub("0x[0-9a-f]+", "", repr(each)) for each in (original, again)]
        assert plain[0] == plain[1]


@pytest.mark.parametrize("text", USED)
def test_use_leaves_no_trace(text):
    with decimal.localcontext():
        fresh, used = value(text), value(USED[text])
        assert encoded(fresh) == encoded(used)
