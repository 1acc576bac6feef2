"""The bundle under other CPythons than the one it was made with: the oldest and the newest there are."""

import functools
import glob
import json
import os
import re
import subprocess
import sys
from fractions import Fraction

import pytest
from bundle_test import bundle
from client import PACKAGE, Zygote, case, codec

OLDEST = (3, 8)
LOOKED_FOR = "another CPython from %d.%d on than this one: none in pyenv's versions, /usr/bin or PATH" % OLDEST
CONFORMANCE = os.path.join(os.path.abspath(PACKAGE), "..", "wire", "conformance.json")
ASKED = "import sys; print(sys.implementation.name, *sys.version_info[:2], sys.executable)"
# Rows that a call cannot give back: no worker makes an object of the form `call` or counts on behind a
# record, and numpy need not be there.
NOT_GIVEN_BACK = ("<itertools.count", "m.Money", "numpy.")
# Inputs that are told in another way than they came.
TOLD = {"fractions.Fraction('1/2')": Fraction(1, 2)}


def executables():
    pyenv = os.environ.get("PYENV_ROOT") or os.path.join(os.path.expanduser("~"), ".pyenv")
    found = glob.glob(os.path.join(pyenv, "versions", "*", "bin", "python3"))
    for directory in ("/usr/bin", *os.get_exec_path()):
        found += [path for path in glob.glob(os.path.join(directory, "python3.*"))
                  if re.fullmatch(r"python3\.\d+", os.path.basename(path))]  # fmt: skip
    return sorted({os.path.realpath(path) for path in found})


@functools.lru_cache(maxsize=None)
def others():
    """By version: what is no CPython, or does not start, is not there."""
    found = {}
    for path in executables():
        run = subprocess.run([path, "-I", "-c", ASKED], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, encoding="utf-8")  # fmt: skip
        name, *version, executable = run.stdout.split(None, 3) if run.returncode == 0 else ("", "", "", "")
        if name == "cpython" and OLDEST <= tuple(map(int, version)) != sys.version_info[:2]:
            found.setdefault(tuple(map(int, version)), executable.rstrip("\n"))
    return sorted(found.items())


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return bundle(os.path.join(os.path.abspath(PACKAGE), "lockstep"), tmp_path_factory.mktemp("bundle"))[0]


@pytest.fixture(params=["oldest", "newest"])
def zygote(request, archive):
    if not others():
        pytest.skip(LOOKED_FOR)
    if request.param == "newest" and len(others()) == 1:
        pytest.skip("the only other CPython is the oldest too")
    version, python = others()[0 if request.param == "oldest" else -1]
    made = Zygote(python, [archive])
    assert made.hello["version"].startswith("%d.%d." % version)
    assert (made.hello["implementation"], made.hello["extension"]) == ("cpython", False)
    yield made
    assert made.stop() == 0


@pytest.fixture(scope="module")
def vectors():
    with open(CONFORMANCE, encoding="utf-8") as file:
        return json.load(file)


def called_with(item):
    return b"\x81\x83\x60\x81" + item + b"\x80"


def of_row(row):
    item = bytes.fromhex(row["item"])
    # Two examples are of one name; of two classes the second has another of the same length.
    return item.replace(b"m:Point", b"m:Place") if row["python"] == "m.Point(x=1)" else item


def loaded(zygote, target):
    answer = zygote.load(target)
    assert answer["ok"], answer
    return answer


def test_each_kind_of_value_comes_back_as_it_went(zygote, vectors):
    assert loaded(zygote, "m:echo")["signature"] == [["value", "POSITIONAL_OR_KEYWORD", None, None]]
    rows = [row for row in vectors["values"] if not row["python"].startswith(NOT_GIVEN_BACK)]
    assert len(rows) > 100
    session = zygote.fork()
    cells = session.run([called_with(of_row(row)) for row in rows])
    wrong = {}
    for number, (row, cell) in enumerate(zip(rows, cells)):
        told = TOLD.get(row["python"])
        expected = b"\0" + (of_row(row) if told is None else codec().encode(told))
        if cell.exact != codec().digest(expected):
            wrong[row["python"]] = session.fetch(session.ticket, number)
    assert wrong == {}
    assert session.end()["status"] == 0


def test_exceptions_are_told_with_what_they_hold(zygote, vectors):
    loaded(zygote, "m:raises")
    rows = [row for row in vectors["exceptions"] if row["class"].startswith("builtins:")]
    session = zygote.fork()
    args = [codec().decode(bytes.fromhex(row["args"])) for row in rows]
    cells = session.run([case(row["class"], each) for row, each in zip(rows, args)])
    assert [cell.kind for cell in cells] == [1] * len(rows) and len(rows) > 2
    for number, (row, each) in enumerate(zip(rows, args)):
        _, (_, exception), _ = session.fetch(session.ticket, number)
        told = (exception[0], exception[2], exception[7])
        assert told == (row["class"], tuple(each), row["message"])


def test_effects_are_seen(zygote):
    loaded(zygote, "plain:append")
    session = zygote.fork()
    assert session.run([case([1], value=2)])[0].kind == 0
    assert session.fetch(session.ticket, 0)[1:] == ([1, 2], [[[1, 2], 2], ["result is args[0]"], [], "", False])


def test_a_class_is_played(zygote):
    answer = zygote.load("m:Money", sequence={})
    assert answer["ok"], answer
    session = zygote.fork()
    steps = codec().encode([["", [5, "EUR"], []], ["__eq__", [5], []]])
    assert session.run([steps])[0].kind == 0
