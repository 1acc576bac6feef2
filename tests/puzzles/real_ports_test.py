"""Real ports: the demo holds but for what is accepted, and one planted difference is enough to fail."""
from __future__ import annotations

import pathlib
import sys
import tomllib

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import program  # noqa: E402
from tests.support.report import validate  # noqa: E402

PORTS = program.ROOT / "corpora" / "ports"
FAMILIES = sorted(path.parent.name for path in PORTS.glob("*/lockstep.toml")
                  if path.parent.name not in ("demo", "planted"))


def accepted(family):
    """The identities that the family's accepted file lists, with their reasons."""
    file = PORTS / family / "lockstep.accepted.toml"
    if not file.exists():
        return {}
    entries = tomllib.loads(file.read_text("utf-8"))["accepted"]
    return {entry["id"]: entry["reason"] for entry in entries}


def findings(report):
    return [(port, finding) for port in report["ports"] for finding in port["findings"]]


def check(family, tmp_path):
    run = program.check(PORTS / family, tmp_path / "state", timeout=900)
    print(run.stderr)
    validate(run.report)
    return run


@pytest.mark.parametrize("family", ["demo", *FAMILIES])
def test_every_difference_of_a_family_is_accepted_with_a_reason(family, tmp_path):
    run = check(family, tmp_path)
    known = accepted(family)
    new = [(port["native"], finding["law"], finding["call"], finding["expected"], finding["actual"])
           for port, finding in findings(run.report) if finding["id"] not in known]
    assert not new
    assert run.status == 0
    assert all(known.values())
    checked = [port for port in run.report["ports"] if port["status"] not in
               ("unsupported", "missing", "untested")]
    assert len(checked) >= len(run.report["ports"]) * 0.9


def test_the_demo_reproduces_what_it_accepts(tmp_path):
    run = check("demo", tmp_path)
    seen = {finding["id"] for _, finding in findings(run.report)}
    assert seen == set(accepted("demo"))


def test_one_planted_difference_fails_the_demo(tmp_path):
    run = check("planted", tmp_path)
    assert run.status == 1
    known = accepted("planted")
    (new,) = [(port, finding) for port, finding in findings(run.report) if finding["id"] not in known]
    assert new[0]["port"] == "planted:crc32"
    assert new[1]["law"] == "value"
