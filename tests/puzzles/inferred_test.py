"""What is inferred where nothing is declared, and what is declared held against the signature."""
from __future__ import annotations

import json
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import program  # noqa: E402

NATIVE = '''
import functools
import sys
import time

_MISSING = object()


def top(xs: "list[int]", n=None):
    return sorted(xs)[:n]


def get(table: "dict[str, int]", key: str, default=_MISSING):
    if key not in table and default is _MISSING:
        raise KeyError(key)
    return table.get(key, default)


def clip(xs: "list[int]", bounds=()):
    return [x for x in xs if not bounds or bounds[0] <= x <= bounds[-1]]


def keep(xs: "list[int]", key=None):
    return [x for x in xs if key is None or key(x)]


def burn():
    begun = time.process_time()
    while time.process_time() - begun < 0.3:
        pass
    return 1


def late(x):
    if "late" not in sys.modules:  # as if it imported
        sys.modules["late"] = burn()
    return x


def total(*numbers: int):
    return sum(numbers)


def keyed(n: int, **options):
    if set(options) - {"deep"}:
        raise TypeError("no such option")
    return n + len(options)


def refuse(x):
    raise ValueError("never")


def end(x):
    import os
    os._exit(3)


class Pile:
    def __init__(self, xs):
        self.xs = list(xs)

    def put(self, x):
        self.xs.append(x)

    def take(self):
        return self.xs.pop()


@functools.wraps(top)
def decorated(*args, **options):
    return len(args)
'''
PORT = '''
def top(xs, n=None):
    return sorted(xs) if n is None else []


def get(table, key, default=None):
    return table[key]


def clip(xs, bounds=()):
    return list(xs)


def keep(xs, key=None):
    return list(xs)


def total(*numbers):
    return sum(numbers[:4])


def keyed(n, **options):
    return n
'''


def check(tmp_path, target, *options, cases=200, port=PORT):
    (tmp_path / "native.py").write_text(NATIVE, "utf-8")
    (tmp_path / "port.py").write_text(port, "utf-8")
    run = program.run("check", target, "--cases", str(cases), "--json", "report.json",
                      *options, cwd=tmp_path)
    print(run.stdout.decode("utf-8", "replace"), run.stderr)
    return run


@pytest.mark.parametrize("function", ["top", "get", "clip", "keep", "total"])
def test_a_port_that_knows_the_common_call_alone_is_found(tmp_path, function):
    run = check(tmp_path, f"native:{function}", "--port", f"port:{function}")
    assert run.status == 1


def test_a_class_is_made_of_all_that_its_constructor_takes(tmp_path):
    check(tmp_path, "collections:Counter", "--native-only", cases=50)
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    constructor = report["ports"][0]["domain"].partition(";")[0]
    for kind in ("str", "list[int]", "dict[str, int]", "a: ", "b: "):
        assert kind in constructor


def test_without_parameters_there_is_nothing_to_find_out(tmp_path):
    assert check(tmp_path, "native:burn", "--native-only", cases=4).status == 0


def test_what_a_first_call_needs_once_is_given_to_every_trial(tmp_path):
    run = check(tmp_path, "native:late", "--native-only", cases=4)
    assert b"unsupported" not in run.stdout


def test_keywords_that_nobody_gives_are_told(tmp_path):
    check(tmp_path, "native:keyed", "--port", "port:keyed")
    (port,) = json.loads((tmp_path / "report.json").read_text("utf-8"))["ports"]
    assert "`**options` is never given" in port["evidence"]["weak"]


@pytest.mark.parametrize("function, why", [
    ("refuse", b"it raised ValueError"),
    ("end", b"it died"),
])
def test_what_came_of_the_values_tried_is_said(tmp_path, function, why):
    run = check(tmp_path, f"native:{function}", "--native-only")
    assert run.status == 4
    assert b"unsupported" in run.stdout
    assert why in run.stdout


@pytest.mark.parametrize("args, what, column", [
    ("xs: list[int], n: int, more: int",
     "native takes 2 positional arguments, and `more` is one more", 32),
    ("xs: list[int], *, k: int", "native has no parameter `k`", 27),
    ("*, n: int", "native needs `xs` as well", 9),
])
def test_arguments_that_do_not_fit_are_pointed_at(tmp_path, args, what, column):
    manifest = tmp_path / "lockstep.toml"
    manifest.write_text('[lockstep]\npath = ["."]\n\n[[port]]\nnative = "native:top"\n'
                        f'port = "port:top"\nargs = "{args}"\n', "utf-8")
    run = check(tmp_path, ".")
    assert run.status == 2
    assert f"lockstep.toml:7:{column}: {what}: it is top(xs, n=None)" in run.stderr
    assert "^" in run.stderr
    run = check(tmp_path, "native:top", "--port", "port:top", "--args", args)
    assert run.status == 2
    assert f"--args:1:{column - 8}: {what}" in run.stderr


def test_an_operation_that_does_not_fit_is_pointed_at(tmp_path):
    (tmp_path / "lockstep.toml").write_text(
        '[lockstep]\npath = ["."]\n\n[[port]]\nnative = "native:Pile"\n'
        'init = "xs: list[int]"\noperations = { put = "x: int", take = "at: int" }\n', "utf-8")
    run = check(tmp_path, ".")
    assert run.status == 2
    assert "lockstep.toml:7:40: native takes 0 positional arguments" in run.stderr


def test_a_signature_that_says_less_than_is_taken_is_not_believed(tmp_path):
    run = check(tmp_path, "native:decorated", "--native-only", "--args", "a: int, b: int, c: int")
    assert run.status == 0


def test_what_the_port_alone_does_not_take_is_a_difference(tmp_path):
    run = check(tmp_path, "native:top", "--port", "port:top", "--args", "xs: list[int], n: int",
                port="def top(xs):\n    return sorted(xs)\n")
    assert run.status == 1
