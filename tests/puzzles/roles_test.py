"""What stands for what across native and port: classes by their role, objects by how they show."""
from __future__ import annotations

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.support import program  # noqa: E402
from tests.support.report import validate  # noqa: E402


def checked(tmp_path, sources, port):
    for name, source in sources.items():
        (tmp_path / (name + ".py")).write_text(source, "utf-8")
    manifest = '[lockstep]\npath = ["."]\ncases = 300\n\n[[port]]\n' + port
    (tmp_path / "lockstep.toml").write_text(manifest, "utf-8")
    run = program.check(tmp_path, tmp_path / "state")
    print(run.stderr, run.port["findings"], run.port["notes"])
    validate(run.report)
    return run.port


ZONES = '''
class Zone:
    def __init__(self, hours):
        self._hours = hours

    def __repr__(self):
        return "%%s.Zone(%%d)" %% (type(self).__module__, self._hours)

    %s


class Clock:
    def __init__(self, hours):
        self.hours = hours

    def zone(self):
        return Zone(self.hours)

    def day(self):
        return self.hours %s 24
'''


def test_how_a_class_pickles_is_no_finding_beside_a_real_one(tmp_path):
    sources = {
        "native": ZONES % ("def __reduce__(self):\n        return Zone, (self._hours,)", "//"),
        "port": ZONES % ("__slots__ = ('_hours', '_name')", "-"),
    }
    port = checked(tmp_path, sources, 'native = "native:Clock"\nport = "port:Clock"\nobserve = "o.hours"\n'
                   'init = "hours: Annotated[int, Ge(0), Le(99)]"\noperations = { zone = "", day = "" }\n')
    assert port["findings"]
    assert all(".day." in finding["path"] and finding["script_shows"] for finding in port["findings"])


MAKER = '''
class Made:
    def __init__(self, *parts):
        self.__dict__["_parts"] = parts

    def __repr__(self):
        return "Made%%r" %% (self._parts,)
    %s


def make(*parts):
    return Made(*parts%s)
'''


def test_objects_are_what_they_show_and_a_difference_names_no_pickle(tmp_path):
    reduce = "\n    def __reduce__(self):\n        return Made, self._parts\n"
    sources = {"native": MAKER % ("", ""), "port": MAKER % (reduce, ""), "wrong": MAKER % (reduce, "[:2]")}
    args = 'args = "*parts: int | None"\n'
    port = checked(tmp_path, sources, 'native = "native:make"\nport = "port:make"\n' + args)
    assert (port["status"], port["findings"]) == ("match", [])
    port = checked(tmp_path, sources, 'native = "native:make"\nport = "wrong:make"\n' + args)
    finding = port["findings"][0]
    assert finding["expected"].startswith("Made(") and finding["actual"].startswith("Made(")
    assert finding["script_shows"]


RAISER = '''import json.decoder as decoder
%s

def read(text):
    if len(text) > 1:
        raise decoder.JSONDecodeError("long", text, 1)
    return len(text)
'''
COPIED = '''
names = {"__name__": "json.decoder", "__package__": "json"}
with open(decoder.__file__, encoding="utf-8") as source:
    exec(compile(source.read(), "second copy", "exec"), names)
class decoder:
    JSONDecodeError = names["JSONDecodeError"]
'''


def test_an_exception_of_a_second_copy_stands_for_the_first_and_the_report_says_so(tmp_path):
    sources = {"native": RAISER % "", "port": RAISER % COPIED}
    port = checked(tmp_path, sources, 'native = "native:read"\nport = "port:read"\nargs = "text: str"\n')
    assert port["status"] == "match"
    assert any("another class of the name json.decoder.JSONDecodeError stands for" in each
               for each in port["properties"])


ORDINAL = '''import datetime


def read(days):
    return datetime.datetime(1, 1, 1) + datetime.timedelta(days - 1, days == 7)
'''


def test_what_native_alone_is_defined_in_is_projected_alike_by_both(tmp_path):
    sources = {"native": "import datetime\n\nread = datetime.datetime.fromordinal\n", "port": ORDINAL}
    port = checked(tmp_path, sources, 'native = "native:read"\nport = "port:read"\n'
                   'args = "days: Annotated[int, Ge(1), Le(99)]"\n')
    (finding,) = port["findings"]
    assert (finding["law"], finding["call"]) == ("value", "read(7)")
    assert finding["script_shows"]
