"""The evaluation itself: what it reads, and how it scores."""
from __future__ import annotations

import json
import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from evaluation import checking, scoring, sets  # noqa: E402


@pytest.mark.parametrize("call,args", [("f()", ((), {})), ("f(1)", ((1,), {})), ("f([1, 2], 'a')", (([1, 2], "a"), {})),
                                       ("f(1, key='x')", ((1,), {"key": "x"})),
                                       ("f(float('inf'))", ((float("inf"),), {})),
                                       ("f(complex(0.0, -1.0), [float('nan')])", ((-1j + 0, [float("nan")]), {})),
                                       ("f(a := [1], a)", (([1], [1]), {}))])
def test_a_call_is_as_long_as_its_listed_form(call, args):
    assert scoring.call_length(call) == len(repr(args))


@pytest.mark.parametrize("law,kind,word", [
    ("value", "order", "value"), ("value", "nan-payload", "nan"), ("value", "float-rounding", "float-rounding"),
    ("type", "type", "type"), ("arguments", "value", "mutation"), ("aliasing", "sharing", "mutation"),
    ("exception", "exception-type", "exception-type"), ("value", "timeout", "crash")])
def test_findings_are_named_as_the_set_names_them(law, kind, word):
    assert scoring.severity({"law": law, "class": kind}) == word


def test_an_order_that_a_nan_upsets_is_the_nans():
    finding = {"law": "value", "class": "order", "expected": "[float('nan'), 0.0]"}
    assert scoring.severity(finding) == "nan"
    assert scoring.severity(dict(finding, expected="[1, 0]")) == "value"


def test_the_cpu_of_a_run_is_that_of_all_its_processes(tmp_path):
    busy = "sum(i * i for i in range(3000000))"
    command = [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"]
    cpu, error = checking._run(command, tmp_path / "stderr", 60)
    assert cpu > 0.1 and error == ""
    assert checking._run(["/bin/sleep", "60"], tmp_path / "stderr", 0.2)[1] == "no report after 0.2 s"


def test_modules_that_an_expression_names_are_imported():
    assert "import json\n" in checking._imports("json.dumps")
    assert checking._imports("lambda o: len(o)") == ""


def test_modules_that_an_expression_imports_when_called_are_there_before():
    assert "import os.path\n" in checking._imports("lambda p: M('os.path').join(p, 'a')")
    assert "import json\n" in checking._imports("lambda p: importlib.import_module('json').dumps(p)")
    assert "json" not in checking._imports("lambda p: len('json' + M(p))")
    assert "pass" not in checking._imports("lambda p: __import__('not a name')")


def test_a_lone_surrogate_fits_into_a_manifest():
    assert json.loads(checking._quoted("Alphabet('\ud800')")) == "Alphabet('\\ud800')"


def written(directory, pairs, divergences):
    (directory / "pairs.json").write_text(json.dumps(pairs), "utf-8")
    (directory / "divergences.json").write_text(json.dumps(divergences), "utf-8")


def test_a_set_gives_pairs_with_what_is_known_in_their_domain(tmp_path):
    entry = {"id": "a.b", "family": "a", "kind": "function", "native": "len", "port": "len",
             "signature": "x: list[int]", "expected": "known-divergence: value"}
    known = {"id": "a.b", "severity": "value", "minimal_input": "((1,), {})"}
    written(tmp_path, [entry], [dict(known, domain="in"), dict(known, domain="off"),
                                dict(known, domain="in", severity="message")])
    pair, = sets.pairs(tmp_path)
    assert pair.severities() == ["value"] and pair.shortest("value") == 10
    assert not pair.over_arrays


def test_a_set_names_its_packages(tmp_path):
    written(tmp_path, [{"source": "python3-toolz vs python3-cytoolz"}, {"source": "cpython-stdlib vs mercurial"}], [])
    assert sets.packages(tmp_path) == ["mercurial", "python3-cytoolz", "python3-toolz"]


def finding(**changes):
    return {"law": "value", "class": "value", "call": "f(1)", "expected": "1", "actual": "2", "off_domain": False,
            "script_shows": True, **changes}


def scored(*findings, known=("value",)):
    pair = sets.Pair("a.b", "a", "function", "f", "g", "x: int", "python3", "python3",
                     [sets.Known(severity, "((1,), {})") for severity in known])
    port = {"status": "diff", "cases": 9, "findings": list(findings)}
    return scoring.score(pair, checking.Checked(1.0, 1.0, port))


def test_what_the_script_proves_is_found():
    score = scored(finding())
    assert score.hits == ["value"] and score.lengths == {"value": [10, 10]} and not score.discoveries


@pytest.mark.parametrize("minimal,count", [
    ("(((Ex(max), 0), {}), [('__setattr__', (('func', 0), {}))])", 1), ("(((nan, 0, inf), {}), [])", 0),
    ("(((), {}), [('a', ((Self((1,), {}),), {})), ('b', (('...", 2)])
def test_operations_of_a_listed_sequence_are_counted(minimal, count):
    assert sets.operations_in(minimal) == count


@pytest.mark.parametrize("call,count", [
    ("target(1)", 0), ("o = target([]); o.pop()", 1),
    ("o = target(a := [1]); r1 = target(a); r2 = o.copy(); r2.__eq__(r1)", 2)])
def test_operations_of_a_call_are_counted(call, count):
    assert scoring.operations_in(call) == count


def test_a_class_is_measured_in_operations():
    pair = sets.Pair("a.B", "a", "class", "f", "g", "", "python3", "python3",
                     [sets.Known("value", "(((), {}), [('pop', ((), {}))])")], {"pop": ""}, "1")
    found = finding(law="type", call="o = target(); o.pop(); o.pop()")
    score = scoring.score(pair, checking.Checked(1.0, 1.0, {"status": "diff", "cases": 9, "findings": [found]}))
    assert score.hits == ["value"] and score.lengths == {"value": [2, 1]}


def test_a_missing_method_is_found_where_native_returns_and_where_it_raises():
    missing = finding(law="exception", **{"class": "missing-method"})
    assert scored(missing, known=("value", "exception-presence", "exception-type")).hits == [
        "exception-presence", "exception-type"]


def test_what_no_script_shows_is_not():
    score = scored(finding(script_shows=False))
    assert not score.hits and score.unproved


def test_what_is_proved_and_not_listed_is_a_discovery():
    assert scored(finding(), known=()).discoveries
