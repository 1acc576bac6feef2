"""Several ports of one native stand in one matrix, and the odd one out is named."""
from __future__ import annotations

import pathlib
import shutil
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.support import program  # noqa: E402
from tests.support.report import validate  # noqa: E402

PYPY = shutil.which("pypy3")
ARGUMENTS = "data: Annotated[list[int], MinLen(1)]"
HEAD = f'[lockstep]\npath = ["{HERE / "several_ports"}"]\ncases = 2000\n'

needs_pypy = pytest.mark.skipif(PYPY is None, reason="there is no pypy3")


def check(tmp_path, entries, *options):
    text = HEAD
    for entry in entries:
        text += "[[port]]\n" + "\n".join(entry) + f'\nargs = "{ARGUMENTS}"\n'
    (tmp_path / "lockstep.toml").write_text(text)
    run = program.check(".", tmp_path / "state", *options, cwd=tmp_path)
    print(run.stderr)
    validate(run.report)
    return run


def odd_ones(port):
    return {(finding["odd"]["out"], tuple(finding["odd"]["agree"]))
            for finding in port["findings"] if "odd" in finding}


@needs_pypy
def test_the_wrapped_one_is_wrong(tmp_path):
    run = check(tmp_path, [
        ['native = "statistics:median_low"', 'port = "wrapped:wrong"'],
        ['native = "statistics:median_low"', 'port_python = "pypy3"']])
    wrapped, outside = run.report["ports"]
    assert (wrapped["status"], outside["status"]) == ("diff", "match")
    assert outside["interpreter"].startswith("pypy ")
    assert odd_ones(wrapped) == {("wrapped:wrong", ("native", "statistics:median_low"))}


@needs_pypy
def test_the_one_out_of_process_is_wrong(tmp_path):
    run = check(tmp_path, [
        ['native = "statistics:median_low"', 'port = "wrapped:wrong_elsewhere"',
         f'port_python = ["{PYPY}", "{program.PYTHON}"]']])
    outside, wrapped = run.report["ports"]
    assert (outside["status"], wrapped["status"]) == ("diff", "match")
    assert outside["port"] == "wrapped:wrong_elsewhere@pypy3"
    assert odd_ones(outside) == {(outside["port"], ("native", "wrapped:wrong_elsewhere"))}


def test_native_is_the_odd_one(tmp_path):
    run = check(tmp_path, [['native = "wrapped:alone"',
                            'ports = ["statistics:median_low", "wrapped:right"]']])
    for port in run.report["ports"]:
        assert port["status"] == "diff"
        assert odd_ones(port) == {("native", ("statistics:median_low", "wrapped:right"))}


def test_where_no_two_agree_nobody_is_named(tmp_path):
    run = check(tmp_path, [['native = "wrapped:alone"', 'ports = ["wrapped:right", "builtins:min"]']],
                "--laws", "value")
    named = [finding["odd"]["out"] for port in run.report["ports"] for finding in port["findings"]
             if "odd" in finding and finding["call"] == "alone([0, 1, 2])"]
    assert named == []


def test_native_runs_once_and_the_report_does_not_depend_on_jobs(tmp_path):
    entries = [['native = "statistics:median_low"', 'ports = ["wrapped:wrong", "wrapped:right"]']]
    runs = [check(tmp_path / jobs, entries, "--jobs", jobs)
            for jobs in ("1", "3") if not (tmp_path / jobs).mkdir()]
    assert runs[0].stdout == runs[1].stdout
    alone = check(tmp_path, [['native = "statistics:median_low"', 'port = "wrapped:right"']])
    assert [port["status"] for port in runs[0].report["ports"]] == ["diff", "match"]
    assert alone.port["status"] == "match"


def test_the_terminal_says_who_is_odd(tmp_path):
    check(tmp_path, [['native = "statistics:median_low"',
                      'ports = ["wrapped:wrong", "wrapped:right"]']])
    shown = program.run("check", ".", "--state", tmp_path / "state", "--markdown", "out.md",
                        cwd=tmp_path).stdout.decode()
    assert "odd one    out: wrapped:wrong; native and wrapped:right agree" in shown
    assert "wrapped:right agree" in (tmp_path / "out.md").read_text()


@needs_pypy
def test_a_finding_in_one_of_several_interpreters_is_replayed_there(tmp_path):
    run = check(tmp_path, [
        ['native = "wrapped:right"', 'port = "wrapped:wrong_elsewhere"',
         f'port_python = ["{PYPY}", "{program.PYTHON}"]']])
    (finding,) = [finding for port in run.report["ports"] for finding in port["findings"]
                  if finding["law"] == "value"]
    replayed = program.run("replay", finding["id"], "--state", tmp_path / "state", cwd=tmp_path)
    print(replayed.stdout.decode(), replayed.stderr)
    assert replayed.status == 1


@needs_pypy
def test_a_finding_in_a_function_of_a_module_is_replayed(tmp_path):
    state = tmp_path / "state"
    run = program.check("wrapped", state, "--port-python", PYPY, "--only", "*wrong_e*", "--cases", "200",
                        cwd=HERE / "several_ports")
    finding = run.port["findings"][0]
    replayed = program.run("replay", finding["id"], "--state", state, "--port-python", PYPY,
                           cwd=HERE / "several_ports")
    print(replayed.stdout.decode(), replayed.stderr)
    assert replayed.status == 1
