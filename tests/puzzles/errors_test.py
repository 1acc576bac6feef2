"""Mistakes of the user: the documented error, where it is, what was meant, and the exit status."""
from __future__ import annotations

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import program  # noqa: E402

GOOD = '''[lockstep]
path = ["."]

[[port]]
native = "builtins:sorted"
port = "port:ordered"
args = "xs: list[float]"
'''
PORT = "def ordered(xs):\n    return sorted(xs)\n"

USAGE, INCAPABLE = 2, 3


def check(tmp_path, manifest, *options, port=PORT):
    """Checks a manifest in a directory of its own."""
    (tmp_path / "lockstep.toml").write_text(manifest, "utf-8")
    (tmp_path / "port.py").write_text(port, "utf-8")
    run = program.run("check", tmp_path, "--cases", "500", *options, cwd=tmp_path)
    print(run.stderr)
    assert "Traceback" not in run.stderr or run.status == INCAPABLE
    return run


def test_nothing_is_wrong_with_the_manifest_that_is_spoilt_below(tmp_path):
    assert check(tmp_path, GOOD).status == 0


@pytest.mark.parametrize("wrong, right, line", [
    ("natve = \"builtins:sorted\"", "native", 5),
    ("native = \"builtins:sorted\"\ncontratc = { ulp = 1 }", "contract", 6),
])
def test_an_unknown_key_is_pointed_at_with_a_suggestion(tmp_path, wrong, right, line):
    run = check(tmp_path, GOOD.replace('native = "builtins:sorted"', wrong))
    assert run.status == USAGE
    assert f"lockstep.toml:{line}:1:" in run.stderr
    assert f'did you mean "{right}"?' in run.stderr
    assert "^" in run.stderr


def test_a_manifest_that_is_no_toml_is_pointed_at(tmp_path):
    run = check(tmp_path, GOOD.replace('port = "port:ordered"', 'port = "port:ordered'))
    assert run.status == USAGE
    assert "lockstep.toml:6:" in run.stderr


def test_an_unknown_domain_is_pointed_at_with_a_suggestion(tmp_path):
    run = check(tmp_path, GOOD.replace("list[float]", "list[flaot]"))
    assert run.status == USAGE
    column = len('args = "xs: list[') + 1
    assert f"lockstep.toml:7:{column}:" in run.stderr
    assert 'did you mean "float"?' in run.stderr
    caret = next(line for line in run.stderr.splitlines() if "^" in line)
    source = next(line for line in run.stderr.splitlines() if "flaot]" in line and "args" in line)
    assert caret.index("^") == source.index("flaot")


def test_a_law_is_switched_off_only_with_a_reason(tmp_path):
    run = check(tmp_path, GOOD + 'except_laws = [ { law = "value" } ]\n')
    assert run.status == USAGE
    assert "reason" in run.stderr
    assert "lockstep.toml:8:" in run.stderr


def test_an_unknown_law_has_a_suggestion(tmp_path):
    run = check(tmp_path, GOOD + 'except_laws = [ { law = "aliasign", reason = "a view" } ]\n')
    assert run.status == USAGE
    assert 'did you mean "aliasing"?' in run.stderr


@pytest.mark.parametrize("side", ["native", "port"])
@pytest.mark.parametrize("name", ["no_such_module_at_all:ordered", "heapq:nsmalest"])
def test_a_name_that_does_not_resolve(tmp_path, side, name):
    native, port = 'native = "builtins:sorted"', 'port = "port:ordered"'
    manifest = GOOD.replace(native if side == "native" else port, f'{side} = "{name}"')
    run = check(tmp_path, manifest)
    assert run.status == USAGE
    assert name.split(":")[name.startswith("heapq")] in run.stderr
    line = 5 if side == "native" else 6
    assert f"lockstep.toml:{line}:" in run.stderr


def test_an_interpreter_that_is_not_there(tmp_path):
    run = check(tmp_path, GOOD.replace("[lockstep]", '[lockstep]\npython = "/no/such/python3"'))
    assert run.status == INCAPABLE
    assert "/no/such/python3" in run.stderr


def test_native_that_fails_to_import(tmp_path):
    (tmp_path / "broken.py").write_text("raise RuntimeError('not today')\n", "utf-8")
    run = check(tmp_path, GOOD.replace("builtins:sorted", "broken:ordered"))
    assert run.status == INCAPABLE
    assert "not today" in run.stderr


def test_an_assume_that_changes_its_mind(tmp_path):
    (tmp_path / "wavering.py").write_text(
        "asked = []\n\n\ndef holds(xs):\n    asked.append(xs)\n    return len(asked) > 3\n", "utf-8")
    run = check(tmp_path, GOOD + 'assume = "wavering:holds"\n',
                port="def ordered(xs):\n    return sorted(xs)[::-1]\n")
    assert run.status == USAGE
    assert "`assume` accepted a case and then did not" in run.stderr
    assert "wavering:holds" in run.stderr


def test_a_directory_of_the_path_that_is_not_there(tmp_path):
    run = check(tmp_path, GOOD.replace('path = ["."]', 'path = [".", "libs"]'))
    assert run.status == USAGE
    assert "lockstep.toml:2:14:" in run.stderr
    assert 'there is no directory "libs"' in run.stderr and "^^^^^^" in run.stderr


WHOLE = GOOD + """
[[port]]
native = "builtins:sorted"
port = "%s"
args = "xs: list[int]"

[[port]]
native = "%s"
args = "x: float"

[[port]]
native = "math:floor"
args = "x: float"
"""


@pytest.mark.parametrize("port, native, status, said", [
    ("nowhere:ordered", "math:ceil", USAGE, ["lockstep.toml:11:8:", "nowhere"]),
    ("port:ordered", "math:ciel", USAGE, ["lockstep.toml:15:10:", "ciel"]),
    ("broken:ordered", "broken:other", INCAPABLE, ["lockstep.toml:11:8:", "not today"]),
])
def test_of_several_ports_the_others_are_checked_all_the_same(tmp_path, port, native, status, said):
    (tmp_path / "broken.py").write_text("raise RuntimeError('not today')\n", "utf-8")
    run = check(tmp_path, WHOLE % (port, native), "--json", "-")
    assert run.status == status
    for words in said:
        assert words in run.stderr
    statuses = [entry["status"] for entry in run.report["ports"]]
    missing = [port != "port:ordered", native != "math:ceil"]
    assert statuses == ["match", *("missing" if one else "match" for one in missing), "match"]
    assert [bool(entry.get("why")) for entry in run.report["ports"]] == [False, *missing, False]


@pytest.mark.parametrize("arguments", [
    ["check"], ["check", "no/such/lockstep.toml"], ["chekc", "x"], ["check", "x:y", "--cases", "-3"],
    ["explain", "no-such-law"], ["replay", "000000000000"],
])
def test_wrong_usage(tmp_path, arguments):
    run = program.run(*arguments, cwd=tmp_path)
    assert run.status == USAGE
    assert run.stderr.strip()
    assert not run.stdout
