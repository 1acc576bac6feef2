"""Values of the standard library that differ in one respect: found, shown as Python, and proved."""
from __future__ import annotations

import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from puzzles_test import shows  # noqa: E402
from tests.support import program  # noqa: E402
from tests.support.report import validate  # noqa: E402

PARIS = "datetime.datetime(2020, 10, 25, 2, 30, %stzinfo=zoneinfo.ZoneInfo('Europe/Paris'))"
LONDON = "datetime.timezone(datetime.timedelta(0), 'GMT')"
TOLD = {  # where, expected, actual
    "exponent": ("result", "decimal.Decimal('10')", "decimal.Decimal('1E+1')"),
    "fold": ("result", PARIS % "fold=1, ", PARIS % ""),
    "zone": ("result", "datetime.datetime(2020, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)",
             "datetime.datetime(2020, 1, 1, 0, 0, tzinfo=%s)" % LONDON),
    "maxlen": ("result", "collections.deque([9], maxlen=3)", "collections.deque([9], maxlen=4)"),
    "factory": ("result.default_factory", "list", "dict"),
    "match": ("result.string", "'9'", "'9 '"),
    "position": ("result", "io.StringIO('abc')", "(a := io.StringIO('abc'), a.seek(1))[0]"),
    "proxy": ("result.args[0]['n']", "9", "True"),
    "view": ("result.args[0]", "{0: 'a', -1: 'b'}", "{-1: 'b', 0: 'a'}"),
    "keyword": ("result.state[2]['base']", "0", "10"),
    "numbers": ("result.args[1][0]", "0.0", "-0.0"),
    "referent": ("result.referent", "int", "str"),
    "money": ("result.unit", "'EUR'", "'USD'"),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    run = program.check(HERE / "standard_values", tmp_path_factory.mktemp("state"))
    print(run.stderr)
    assert run.status == 1
    validate(run.report)
    return {port["native"].partition(":")[2]: port for port in run.report["ports"]}


@pytest.mark.parametrize("kind", TOLD)
def test_the_difference_is_found_and_shown(kind, report, tmp_path):
    (finding,) = report[kind]["findings"]
    assert (finding["path"], finding["expected"], finding["actual"]) == TOLD[kind]
    assert shows(finding["script"], tmp_path), finding["script"]


def test_equal_values_match(tmp_path):
    run = program.check(HERE / "standard_values" / "faithful.toml", tmp_path / "state")
    print(run.stderr)
    assert run.status == 0
    assert {port["status"] for port in run.report["ports"]} == {"match"}
    assert len(run.report["ports"]) == len(TOLD)


def test_without_its_codec_a_class_is_unencodable_not_a_match(tmp_path):
    file = tmp_path / "lockstep.toml"
    text = (HERE / "standard_values" / "faithful.toml").read_text("utf-8")
    text = text.replace('path = ["."]', 'path = ["%s"]' % (HERE / "standard_values"))
    file.write_text(text.replace('codecs = ["purse_codecs"]\n', ""), "utf-8")
    run = program.check(file, tmp_path / "state", "--only", "*money*")
    assert run.status == 4 and run.port["status"] == "untested"
    assert run.port["laws"]["value"]["why"].startswith("the results have no encoding")


def test_a_module_of_codecs_that_is_not_there_is_an_error(tmp_path):
    file = tmp_path / "lockstep.toml"
    text = (HERE / "standard_values" / "faithful.toml").read_text("utf-8")
    text = text.replace('path = ["."]', 'path = ["%s"]' % (HERE / "standard_values"))
    file.write_text(text.replace("purse_codecs", "purse_codec"), "utf-8")
    run = program.run("check", file, "--state", tmp_path / "state")
    assert run.status == 2 and "did you mean 'purse_codecs'?" in run.stderr, run.stderr
