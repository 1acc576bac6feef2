"""What follows the environment of its process is found without being asked for, by its knob; what
follows nothing of it, and what a contract lets follow it, are left alone."""
from __future__ import annotations

import pathlib
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import program  # noqa: E402

MODULE = '''
import argparse, getpass, os, shutil, textwrap, time


def clock(n):
    return time.localtime(n)[:5]


def config(n):
    return os.path.expanduser("~/.tool%d" % n)


def greeting(n):
    return "%s %d" % (getpass.getuser(), n)


def table(n):
    return "-" * min(shutil.get_terminal_size().columns, abs(n))


def usage(n):
    parser = argparse.ArgumentParser("tool")
    parser.add_argument("--number", default=n, help="a number " * 20)
    return parser.format_help()


def wrapped(n):
    return textwrap.wrap("%d " % n * 30, 53)


def stored(n):  # home is but a place
    cache = os.path.join(os.path.expanduser("~"), ".tool")
    os.makedirs(cache, exist_ok=True)
    with open(os.path.join(cache, "n"), "w") as file:
        file.write(str(n))
    found = os.listdir(os.path.expanduser("~"))
    shutil.rmtree(cache)
    return found


def summer(n):
    return time.localtime(n * 24 * 3600).tm_isdst
'''


@pytest.fixture
def directory(tmp_path):
    (tmp_path / "mod.py").write_text(MODULE, "utf-8")
    return tmp_path


def manifest(directory, name, contract=""):
    file = directory / (name + ".toml")
    file.write_text('[lockstep]\npath = ["."]\ncases = 300\n[[port]]\nnative = "mod:%s"\n'
                    'args = "n: Annotated[int, Ge(0), Le(99999)]"\n%s' % (name, contract), "utf-8")
    return file


@pytest.mark.parametrize("name,knob", [("clock", "TZ"), ("config", "HOME"), ("greeting", "LOGNAME"),
                                       ("summer", "TZ"), ("table", "COLUMNS"), ("usage", "COLUMNS")])
def test_what_follows_the_environment_is_found_by_its_knob(directory, name, knob):
    run = program.check(manifest(directory, name), directory / "state")
    (finding,) = run.port["findings"]
    assert run.status == 1 and run.port["status"] == "nondet-ref"
    assert (finding["law"], finding["cause"]["knob"]) == ("environment", knob)
    others = {law: told["verdict"] for law, told in run.port["laws"].items() if law != "environment"}
    assert set(others.values()) == {"holds"}, others
    script = directory / "shows.py"
    script.write_text(finding["script"], "utf-8")
    done = subprocess.run([program.PYTHON, str(script)], cwd=directory, timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 1, done.stdout


@pytest.mark.parametrize("name", ["wrapped", "stored"])
def test_what_follows_nothing_of_it_is_left_alone(directory, name):
    run = program.check(manifest(directory, name), directory / "state")
    assert run.port["findings"] == [] and run.port["laws"]["environment"]["verdict"] == "holds"


@pytest.mark.parametrize("name", ["clock", "table", "greeting"])
def test_what_a_module_sets_itself_is_not_turned(directory, name):
    with open(directory / "mod.py", "a", encoding="utf-8") as module:
        module.write('os.environ.update(TZ="Asia/Tokyo", COLUMNS="70", LOGNAME="svc")\ntime.tzset()\n')
    run = program.check(manifest(directory, name), directory / "state")
    assert run.port["findings"] == [] and run.port["laws"]["environment"]["verdict"] == "holds"


def test_a_contract_of_one_process_says_nothing_of_other_machines(directory):
    file = manifest(directory, "clock", 'contract = { scope = "process" }\n')
    run = program.check(file, directory / "state")
    assert run.status == 0 and run.port["findings"] == []
    assert "environment" not in run.port["laws"]


def test_doctor_says_of_each_knob_that_it_was_turned():
    told = program.run("doctor", "--python", program.PYTHON).stdout.decode()
    turned = [line.split("knob ")[1].split("  ")[0] for line in told.splitlines() if "knob " in line]
    assert turned == ["heap layout", "PYTHONHASHSEED", "the process id", "TZ", "HOME", "LOGNAME", "COLUMNS"]
    weaker = [line for line in told.splitlines() if "knob " in line and not line.startswith("yes")]
    assert all("the process id" in line for line in weaker), weaker  # asks for a right
