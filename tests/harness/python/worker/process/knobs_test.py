"""Knobs that are turned after a fork: each is shown to be, or the process says nothing."""
import os
import subprocess
import sys
import time

import pytest

from lockstep.worker.process import knobs

ZONE = "LKS-13:45"


@pytest.fixture
def in_greenwich():
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


def test_nothing_to_turn_is_turned():
    assert knobs.turn({})


def test_a_time_zone_holds_for_the_process_and_for_what_it_starts(in_greenwich):
    assert knobs.turn({"tz": ZONE})
    assert time.strftime("%H:%M", time.localtime(0)) == "13:45"
    told = subprocess.run([sys.executable, "-c", "import time; print(time.timezone)"],
                          stdout=subprocess.PIPE, check=True).stdout
    assert int(told) == -(13 * 3600 + 45 * 60)


@pytest.fixture
def with_pins():
    yield
    knobs._pinned.clear()


def test_what_an_import_sets_itself_holds_wherever_it_is_imported(monkeypatch, with_pins):
    monkeypatch.setenv("COLUMNS", "80")
    pin = knobs.pinning()
    os.environ["COLUMNS"] = "100"
    pin()
    assert knobs.turn({"columns": "53", "user": "somebody"})
    assert (os.environ["COLUMNS"], os.environ["LOGNAME"]) == ("100", "somebody")


def test_another_home_is_there_and_empty(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert knobs.turn({"home": "/var/tmp"})
    home = os.path.expanduser("~")
    assert home != str(tmp_path) and os.listdir(home) == []
    open(os.path.join(home, "written"), "w").close()


def test_where_no_other_home_can_be_made_it_was_not_turned(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(knobs, "move_home", lambda: False)
    assert not knobs.turn({"home": "/var/tmp"})


@pytest.mark.parametrize("knob,variable", [("user", "LOGNAME"), ("columns", "COLUMNS")])
def test_a_variable_is_what_calls_read(knob, variable, monkeypatch):
    monkeypatch.setenv(variable, "before")
    assert knobs.turn({knob: "31"})
    assert os.environ[variable] == "31"


def test_what_cannot_be_shown_was_not_turned(in_greenwich, monkeypatch):
    monkeypatch.setattr(knobs, "_tzset", lambda: None)
    assert not knobs.turn({"tz": ZONE})


def test_a_knob_of_another_version_is_not_turned():
    assert not knobs.turn({"humidity": "high"})


def test_one_that_is_not_turned_leaves_the_others_turned(in_greenwich):
    assert not knobs.turn({"humidity": "high", "tz": ZONE})
    assert time.tzname[0] == "LKS"


def test_an_undelivered_process_says_nothing_of_any_case():
    assert knobs.Undelivered(None, None, {}, None).run(0, 0, b"") is None
