"""The program as a user meets it: exit statuses, streams, accept and replay, Ctrl-C."""
from __future__ import annotations

import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3]))

from tests.support import program  # noqa: E402

ROUNDED = """
def rounded(x):
    return round(x) if x != 7 else 8.0
"""
MANIFEST = """
[lockstep]
path = ["."]
cases = 63

[[port]]
native = "builtins:round"
port = "port:rounded"
args = "x: Annotated[int, Ge(0), Le(20)]"
"""


def project(tmp_path):
    """A manifest whose port is wrong for one argument."""
    (tmp_path / "lockstep.toml").write_text(MANIFEST, "utf-8")
    (tmp_path / "port.py").write_text(ROUNDED, "utf-8")
    return tmp_path


def finding(tmp_path):
    """The id of the only finding."""
    run = program.run("check", ".", "--json", "-", cwd=tmp_path)
    (found,) = run.port["findings"]
    return found["id"]


def test_json_stands_alone_on_standard_output(tmp_path):
    run = program.run("check", ".", "--json", "-", cwd=project(tmp_path))
    assert run.status == 1
    assert json.loads(run.stdout)["schema"] == "lockstep-report/1"


def test_json_goes_to_a_file_and_the_report_to_standard_output(tmp_path):
    run = program.run("check", ".", "--json", "report.json", cwd=project(tmp_path))
    assert run.status == 1
    assert b"round(7)" in run.stdout
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["totals"]["findings"] == 1
    (stored,) = (tmp_path / ".lockstep" / "runs").glob("*/report.json")
    assert stored.read_bytes() == (tmp_path / "report.json").read_bytes()


def test_a_report_that_cannot_be_written_is_a_failure(tmp_path):
    run = program.run("check", ".", "--json", "no/such/report.json", cwd=project(tmp_path))
    assert run.status == 3
    assert "no/such/report.json" in run.stderr


def test_what_cannot_be_written_is_said_before_the_run(tmp_path):
    project(tmp_path)
    for option in ("--json", "--junit", "--markdown"):
        run = program.run("check", ".", option, "no/such/report", cwd=tmp_path)
        assert run.status == 3
        assert "no/such" in run.stderr and "cannot be written" in run.stderr
        assert not (tmp_path / ".lockstep").exists()


def test_a_gate_that_is_none_is_said_before_the_run(tmp_path):
    project(tmp_path)
    (tmp_path / "other.json").write_text("{}", "utf-8")
    for options in (["--fail-on", "vlaue"], ["--baseline", "none.json"],
                    ["--baseline", "other.json"], ["--json", "x", "--junit", "x"]):
        run = program.run("check", ".", *options, cwd=tmp_path)
        assert run.status == 2, options
        assert len(run.stderr.splitlines()) <= 3
        assert not (tmp_path / ".lockstep").exists()


def test_only_the_named_kinds_fail_the_run(tmp_path):
    project(tmp_path)
    assert program.run("check", ".", "--fail-on", "determinism,exception", cwd=tmp_path).status == 0
    run = program.run("check", ".", "--fail-on", "value", "--quiet", cwd=tmp_path)
    assert run.status == 1
    assert b"round(7)" in run.stdout


def test_fuzz_is_held_against_a_baseline_too(tmp_path):
    project(tmp_path)
    assert program.run("check", ".", "--json", "main.json", cwd=tmp_path).status == 1
    run = program.run("fuzz", ".", "--cases", "63", "--baseline", "main.json", "--junit", "f.xml",
                      cwd=tmp_path)
    assert run.status == 0, run.stderr
    assert "in the baseline" in (tmp_path / "f.xml").read_text("utf-8")


def test_markdown_alone_can_have_standard_output(tmp_path):
    run = program.run("check", ".", "--markdown", "-", cwd=project(tmp_path))
    assert run.stdout.startswith(b"## Lockstep: 1 new finding in 1 port\n")


def test_an_accepted_difference_is_stale_only_when_it_was_looked_for(tmp_path):
    found = finding(project(tmp_path))
    assert program.run("accept", found, "--reason", "seven", cwd=tmp_path).status == 0
    (tmp_path / "port.py").write_text("def rounded(x):\n    return round(x)\n", "utf-8")
    run = program.run("check", ".", "--quiet", cwd=tmp_path)
    assert run.status == 0
    assert b"1 accepted difference not seen again" in run.stdout
    run = program.run("check", ".", "--laws", "aliasing", cwd=tmp_path)
    assert b"not seen again" not in run.stdout


def test_a_function_named_on_the_command_line(tmp_path):
    run = program.run("check", "builtins:round", "--port", "port:rounded", "--args",
                      "x: Annotated[int, Ge(0), Le(20)]", "--cases", "63", cwd=project(tmp_path))
    assert run.status == 1
    run = program.run("check", "builtins:round", "--native-only", "--args", "x: int",
                      "--cases", "63", cwd=tmp_path)
    assert run.status == 0


def test_replay_shows_both_sides_and_the_difference_until_it_is_mended(tmp_path):
    found = finding(project(tmp_path))
    run = program.run("replay", found, cwd=tmp_path)
    text = run.stdout.decode()
    assert run.status == 1, run.stderr
    assert "builtins:round" in text and "port:rounded" in text
    assert "returned 7" in text and "returned 8.0" in text
    (tmp_path / "port.py").write_text("def rounded(x):\n    return round(x)\n", "utf-8")
    assert "sys.exit(" in text
    run = program.run("replay", found[:6], cwd=tmp_path)
    assert run.status == 0
    assert "sys.exit(" not in run.stdout.decode()


def test_replay_says_what_the_finding_said(tmp_path):
    (tmp_path / "noisy.py").write_text(
        "import re, warnings\n\ndef match(text):\n    warnings.warn('now')\n"
        "    return re.match('a', text)\n", "utf-8")
    run = program.check("noisy:match", tmp_path / ".lockstep", "--native-only", "--args",
                        "text: Literal['a', 'b']", "--cases", "50", cwd=tmp_path)
    (found,) = run.port["findings"]
    assert found["law"] == "round-trip"
    run = program.run("replay", found["id"], cwd=tmp_path)
    assert run.status == 1
    assert "round-trip is broken" in run.stdout.decode()


def test_the_replay_line_of_a_report_can_be_pasted(tmp_path):
    project(tmp_path)
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    for options in ([], ["--state", "s t"]):
        run = program.run("check", "..", *options, cwd=elsewhere)
        line = next(line for line in run.stdout.decode().splitlines() if "lockstep replay" in line)
        command = line.split("lockstep ", 1)[1]
        done = subprocess.run(f"{program.binary()} {command}", shell=True, cwd=elsewhere,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert done.returncode == 1, done.stdout.decode()


def test_a_file_of_the_corpus_can_be_replayed(tmp_path):
    finding(project(tmp_path))
    (stored,) = (tmp_path / ".lockstep" / "corpus").glob("*.json")
    assert program.run("replay", stored, cwd=tmp_path).status == 1


def test_an_accepted_finding_counts_no_more_until_it_expires(tmp_path):
    found = finding(project(tmp_path))
    mine = "# written by hand\n"
    accepted = tmp_path / "lockstep.accepted.toml"
    accepted.write_text(mine, "utf-8")
    run = program.run("accept", found, "--reason", "seven is special", cwd=tmp_path)
    assert run.status == 0, run.stderr
    assert accepted.read_text("utf-8").startswith(mine)
    run = program.run("check", ".", cwd=tmp_path)
    assert run.status == 0
    assert b"seven is special" in run.stdout
    assert program.run("accept", found, "--reason", "again", cwd=tmp_path).status == 2
    accepted.write_text(accepted.read_text("utf-8").replace(
        "case =", "expires = 2001-01-01\ncase ="), "utf-8")
    run = program.run("check", ".", cwd=tmp_path)
    assert run.status == 1
    assert "2001-01-01" in run.stderr and found in run.stderr


def test_an_accepted_finding_is_reproduced_without_the_corpus(tmp_path):
    found = finding(project(tmp_path))
    assert program.run("accept", found, "--reason", "seven", cwd=tmp_path).status == 0
    run = program.run("check", ".", "--json", "-", "--state", "fresh", "--cases", "1", cwd=tmp_path)
    assert run.status == 0
    assert [f["id"] for f in run.port["findings"]] == [found]


def wrong(tmp_path, condition):
    """Makes the port wrong where the condition is true."""
    (tmp_path / "port.py").write_text(ROUNDED.replace("x != 7", f"not ({condition})"), "utf-8")


def standings(run):
    return sorted((found["standing"], found["call"]) for found in run.port["findings"])


def test_an_accepted_difference_excuses_no_other(tmp_path):
    found = finding(project(tmp_path))
    run = program.run("check", ".", "--json", "then.json", "--quiet", cwd=tmp_path)
    assert program.run("accept", found, "--reason", "seven", cwd=tmp_path).status == 0
    run = program.run("check", ".", "--json", "-", cwd=tmp_path)
    assert run.status == 0 and standings(run) == [("accepted", "round(7)")]
    (entry,) = run.port["accepted"]
    assert entry["id"] == found and entry["cases"] > 0
    assert b"seven  (" in program.run("check", ".", cwd=tmp_path).stdout
    wrong(tmp_path, "x < 8")
    run = program.run("check", ".", "--json", "-", cwd=tmp_path)
    assert run.status == 1 and standings(run) == [("accepted", "round(7)"), ("fails", "round(0)")]
    (tmp_path / "lockstep.accepted.toml").unlink()
    for state in (".lockstep", "fresh"):
        run = program.run("check", ".", "--json", "-", "--baseline", "then.json", "--state", state, cwd=tmp_path)
        assert run.status == 1 and ("fails", "round(0)") in standings(run)


def test_a_predicate_says_which_cases_are_accepted(tmp_path):
    wrong(project(tmp_path), "x > 14")
    found = finding(tmp_path)
    for when, why in (("x <", "no expression"), ("x > 15", "not true of the case"), ("y > 3", "not true of the case")):
        run = program.run("accept", found, "--reason", "r", "--when", when, cwd=tmp_path)
        assert run.status == 2 and why in run.stderr
    run = program.run("accept", found, "--reason", "large", "--when", "x > 14", cwd=tmp_path)
    assert run.status == 0, run.stderr
    run = program.run("check", ".", "--json", "-", cwd=tmp_path)
    assert run.status == 0 and standings(run) == [("accepted", "round(15)")]
    assert run.port["accepted"][0]["when"] == "x > 14"
    wrong(tmp_path, "x > 13")
    run = program.run("check", ".", "--json", "-", cwd=tmp_path)
    assert run.status == 1 and ("fails", "round(14)") in standings(run)
    accepted = tmp_path / "lockstep.accepted.toml"
    accepted.write_text(accepted.read_text("utf-8").replace("x > 14", "x >"), "utf-8")
    run = program.run("check", ".", cwd=tmp_path)
    assert run.status == 2 and found in run.stderr and "no expression" in run.stderr


def test_a_date_that_is_past_is_no_day_to_accept_until(tmp_path):
    found = finding(project(tmp_path))
    run = program.run("accept", found, "--reason", "seven", "--expires", "2020-01-01", cwd=tmp_path)
    assert run.status == 2
    assert "2020-01-01 is past" in run.stderr
    assert not (tmp_path / "lockstep.accepted.toml").exists()


def test_a_stored_case_that_cannot_be_read_is_an_error_with_its_file(tmp_path):
    found = finding(project(tmp_path))
    (stored,) = (tmp_path / ".lockstep" / "corpus").glob("*.json")
    stored.write_bytes(stored.read_bytes()[:300])
    for command in (["check", "."], ["replay", found], ["replay", stored], ["accept", found, "--reason", "x"]):
        run = program.run(*command, cwd=tmp_path)
        assert run.status == 3
        assert stored.name in run.stderr and "cut short" in run.stderr and "delete it" in run.stderr
    stored.unlink()
    assert program.run("check", ".", cwd=tmp_path).status == 1


def test_an_accepted_case_that_cannot_be_read_is_an_error_with_its_line(tmp_path):
    found = finding(project(tmp_path))
    assert program.run("accept", found, "--reason", "seven", cwd=tmp_path).status == 0
    accepted = tmp_path / "lockstep.accepted.toml"
    accepted.write_text(accepted.read_text("utf-8").replace('case = "8', 'case = "f'), "utf-8")
    run = program.run("check", ".", cwd=tmp_path)
    assert run.status == 2
    assert "lockstep.accepted.toml:4" in run.stderr and found in run.stderr


def test_a_stored_case_outside_the_domain_that_is_declared_now_is_judged_as_outside(tmp_path):
    finding(project(tmp_path))
    (tmp_path / "lockstep.toml").write_text(MANIFEST.replace("Ge(0)", "Ge(8)"), "utf-8")
    run = program.run("check", ".", "--json", "-", cwd=tmp_path)
    assert run.status == 0, run.stdout
    notes = [note for note in run.port["notes"] if note["kind"] == "off-domain"]
    assert "round(7)" in [note["call"] for note in notes]


def test_of_a_time_and_a_number_of_cases_the_first_that_is_reached_ends_the_run(tmp_path):
    run = program.run("check", ".", "--cases", "63", "--budget", "1h", "--json", "-", cwd=project(tmp_path))
    assert [port["cases"] for port in run.report["ports"]] == [63]


def test_fuzz_draws_a_seed_and_prints_it(tmp_path):
    run = program.run("fuzz", ".", "--cases", "63", cwd=project(tmp_path))
    assert run.status == 1
    assert run.stderr.startswith("seed ")


def test_ctrl_c_ends_with_partial_results_and_leaves_nothing(tmp_path):
    command = [str(program.binary()), "check", "builtins:sorted", "--native-only", "--args",
               "xs: list[int]", "--cases", "1000000000"]
    run = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           start_new_session=True)
    runs = tmp_path / ".lockstep" / "runs"
    for _ in range(600):
        journals = list(runs.glob("*/journal")) if runs.exists() else []
        if journals and journals[0].stat().st_size > 200:
            break
        time.sleep(0.1)
    run.send_signal(signal.SIGINT)
    output, errors = run.communicate(timeout=60)
    assert run.returncode == 130, errors
    assert b"interrupted" in output


SLOW = """
import time

def slow(n):
    end = time.process_time() + 0.05
    while time.process_time() < end:
        pass
    return n
"""


def test_a_budget_ends_the_calls_of_a_slow_function_and_counts_what_was_run(tmp_path):
    (tmp_path / "port.py").write_text(SLOW, "utf-8")
    run = program.run("check", "port:slow", "--native-only", "--args", "n: int", "--budget", "2s",
                      "--json", "-", cwd=tmp_path)
    assert run.status in (0, 4), run.stderr  # a busy machine may have no time for any
    assert run.port["cases"] < 512
    assert all(law["checked"] <= run.port["cases"] for law in run.port["laws"].values())


def test_what_slow_calls_gave_until_a_budget_ended_is_compared(tmp_path):
    (tmp_path / "port.py").write_text(
        SLOW.replace("import time", "import random\nimport time").replace(
            "return n", "return random.random()"), "utf-8")
    run = program.run("check", "port:slow", "--native-only", "--args", "n: int", "--budget", "5s",
                      "--json", "-", cwd=tmp_path)
    assert run.port["status"] == "nondet-ref", run.stderr


def test_sigterm_ends_a_slow_function_and_leaves_nothing(tmp_path):
    (tmp_path / "port.py").write_text(SLOW.replace("0.05", "0.5"), "utf-8")
    command = [str(program.binary()), "check", "port:slow", "--native-only", "--args", "n: int"]
    run = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           start_new_session=True)
    assert b"port:slow" in run.stderr.readline()
    run.send_signal(signal.SIGTERM)
    output, errors = run.communicate(timeout=60)
    assert run.returncode == 130, errors
    assert b"interrupted" in output and b"stopping" in errors


def test_a_law_is_explained(tmp_path):
    run = program.run("explain", "aliasing", cwd=tmp_path)
    assert run.status == 0
    assert b"How it is provoked" in run.stdout


@pytest.mark.parametrize("word, said", [
    ("negative-zero", "-0.0"), ("off-domain", "--verbose"), ("scope", '"interpreter"'),
    ("level", '"unordered"'), ("nondet-ref", "Native"), ("order", "How it is provoked"),
    ("order", "class of difference"),
])
def test_so_are_the_other_words_of_a_report(tmp_path, word, said):
    run = program.run("explain", word, cwd=tmp_path)
    assert run.status == 0
    assert said in run.stdout.decode()


def test_domains_are_listed_with_values(tmp_path):
    text = program.run("domains", cwd=tmp_path).stdout.decode()
    for name in ("list[int]", "Ge(0)", "JsonText", "Callable"):
        assert name in text
    run = program.run("domains", "Annotated[int, Ge(3), Le(5)]", cwd=tmp_path)
    assert run.status == 0
    assert set(run.stdout.decode().split()) == {"3", "4", "5"}
    assert program.run("domains", "lisst[int]", cwd=tmp_path).status == 2


def test_results_that_cannot_be_written_are_a_failure(tmp_path):
    project(tmp_path)
    for arguments in (["check", "."], ["check", ".", "--json", "-"], ["laws"], ["--version"]):
        with open("/dev/full", "wb") as full:
            run = subprocess.run([program.binary(), *arguments], cwd=tmp_path, stdout=full,
                                 stderr=subprocess.PIPE)
        assert run.returncode == 3, arguments
        assert b"standard output" in run.stderr


def test_scripts_are_files_where_they_are_asked_for(tmp_path):
    run = program.run("check", ".", "--scripts", "out/scripts", cwd=project(tmp_path))
    (script,) = (tmp_path / "out" / "scripts").iterdir()
    assert f"out/scripts/{script.name}" in run.stdout.decode()
    assert "  | " not in run.stdout.decode()

    def status_of(script):
        return subprocess.run([program.PYTHON, script], cwd="/", stdout=subprocess.PIPE).returncode

    assert status_of(script) == 1
    (tmp_path / "port.py").write_text("def rounded(x):\n    return round(x)\n", "utf-8")
    assert status_of(script) == 0
    (tmp_path / "port.py").unlink()
    assert status_of(script) == 2
    verbose = program.run("replay", script.stem, cwd=tmp_path)
    assert verbose.status in (2, 3)


def test_scripts_are_printed_where_all_is_asked_for(tmp_path):
    project(tmp_path)
    lines = [len(program.run("check", ".", *options, cwd=tmp_path).stdout.splitlines())
             for options in (["--quiet"], [], ["--verbose"])]
    assert lines[0] < lines[1] < lines[2] - 10


def test_scripts_that_cannot_be_written_are_said_before_the_run(tmp_path):
    run = program.run("check", ".", "--scripts", "port.py/x", cwd=project(tmp_path))
    assert run.status == 3
    assert not (tmp_path / ".lockstep").exists()


def test_the_path_of_the_caller_is_in_the_script(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "afar.py").write_text(ROUNDED, "utf-8")
    run = program.check("builtins:round", tmp_path / "state", "--port", "afar:rounded", "--args",
                        "x: Annotated[int, Ge(0), Le(20)]", "--cases", "200", cwd=tmp_path,
                        environment={"PYTHONPATH": str(elsewhere)})
    (found,) = run.port["findings"]
    assert found["script_shows"]
    (tmp_path / "s.py").write_text(found["script"], "utf-8")
    assert subprocess.run([program.PYTHON, "s.py"], cwd=tmp_path).returncode == 1


def test_the_interpreter_of_the_active_environment_is_used(tmp_path):
    active = tmp_path / "venv"
    (active / "bin").mkdir(parents=True)
    (active / "bin" / "python").symlink_to(os.path.realpath(program.PYTHON))
    environment = {"VIRTUAL_ENV": str(active)}
    run = program.check(".", tmp_path / "state", cwd=project(tmp_path), environment=environment)
    assert [one["executable"] for one in run.report["interpreters"]] == [str(active / "bin/python")]
    run = program.run("doctor", cwd=tmp_path, environment=environment)
    assert b"of the active virtual environment" in run.stdout
    named = program.check(".", tmp_path / "state", "--python", program.PYTHON, cwd=tmp_path,
                          environment=environment)
    assert [one["executable"] for one in named.report["interpreters"]] == [program.PYTHON]
    environment = {"VIRTUAL_ENV": str(tmp_path / "gone")}
    gone = program.check(".", tmp_path / "state", cwd=tmp_path, environment=environment)
    assert gone.status == 1


def test_a_port_is_called_by_its_name(tmp_path):
    project(tmp_path)
    manifest = MANIFEST.replace('native = ', 'name = "rounding"\nnative = ')
    (tmp_path / "lockstep.toml").write_text(manifest, "utf-8")
    run = program.run("check", ".", "--json", "r.json", "--junit", "r.xml", "--markdown", "r.md",
                      cwd=tmp_path)
    assert b"rounding: builtins:round" in run.stdout
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["ports"][0]["name"] == "rounding"
    for name in ("r.xml", "r.md"):
        assert "rounding: builtins:round" in (tmp_path / name).read_text("utf-8")


def test_doctor_finds_what_is_missing(tmp_path):
    assert program.run("doctor", cwd=tmp_path).status == 0
    run = program.run("doctor", "--port-python", "/no/such/python", cwd=tmp_path)
    assert run.status == 3
    assert b"MISSING" in run.stdout
