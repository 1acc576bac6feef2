"""Which parts of a declared subset of the language a port's sources break, and where."""

import pytest

from lockstep.shipping import language

PARTS = ["no-mutation", "no-globals", "no-threads", "no-io", "no-c-calls", "no-classes", "no-generators"]


@pytest.fixture
def used(tmp_path, monkeypatch):
    """The parts that `port` in a module of this source uses, with their lines."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def uses(source, name="subset_port"):
        (tmp_path / (name + ".py")).write_text(source, "utf-8")
        monkeypatch.delitem(__import__("sys").modules, name, raising=False)
        return language.forbidden(name + ":port", PARTS)

    return uses


@pytest.mark.parametrize("body, part", [
    ("xs[0] = 1", "no-mutation"),
    ("xs.attribute = 1", "no-mutation"),
    ("xs[0] += 1", "no-mutation"),
    ("del xs[0]", "no-mutation"),
    ("xs.append(1)", "no-mutation"),
    ("setattr(xs, 'a', 1)", "no-mutation"),
    ("global STATE", "no-globals"),
    ("return STATE", "no-globals"),
    ("print(xs)", "no-io"),
    ("return open(xs)", "no-io"),
    ("import os", "no-io"),
    ("import threading", "no-threads"),
    ("from concurrent.futures import ThreadPoolExecutor", "no-threads"),
    ("return math.sqrt(xs)", "no-c-calls"),
    ("import ctypes", "no-c-calls"),
    ("class Inner: pass", "no-classes"),
    ("yield xs", "no-generators"),
])
def test_a_construct_is_named_with_its_line(used, body, part):
    (use,) = used("import math\nSTATE = []\n\ndef port(xs):\n    %s\n" % body)
    assert use.startswith("subset_port.py:5: %s: " % part)


@pytest.mark.parametrize("body", [
    "ys = [x + 1 for x in xs]\n    return sorted(ys)[0]",
    "total = 0\n    for x in xs:\n        total += x\n    return total",
    "open = len\n    return open(xs)",
    "print = xs\n    return print(1)",
    "return LIMIT * len(xs)",
    "return (lambda a, b=2: a[b])(xs)",
])
def test_what_only_makes_values_is_in_every_subset(used, body):
    assert used("LIMIT = 3\n\ndef port(xs):\n    %s\n" % body) == []


def test_what_the_port_calls_in_its_own_module_counts(used):
    source = "def helper(xs):\n    xs.sort()\n    return xs\n\ndef port(xs):\n    return helper(list(xs))\n"
    assert used(source) == ["subset_port.py:2: no-mutation: xs.sort()"]


def test_what_other_modules_do_inside_does_not(used):
    assert used("import textwrap\n\ndef port(text):\n    return textwrap.dedent(text)\n") == []


def test_methods_of_a_class_count(used):
    source = "class port:\n    def __call__(self, x):\n        self.last = x\n        return x\n"
    assert used(source) == ["subset_port.py:3: no-mutation: self.last = x"]
