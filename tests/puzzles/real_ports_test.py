"""Real ports: each family holds but for what is accepted, whatever the seed, and one planted difference
is enough to fail."""
from __future__ import annotations

import functools
import pathlib
import sys
import tomllib

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import program  # noqa: E402
from tests.support.report import validate  # noqa: E402

PORTS = program.ROOT / "corpora" / "ports"
FAMILIES = sorted(path.parent.name for path in PORTS.glob("*/lockstep.toml")
                  if path.parent.name not in ("demo", "planted", "pypy_stdlib"))
SEEDS = (1, 2, 3)


def manifest(family):
    return tomllib.loads((PORTS / family / "lockstep.toml").read_text("utf-8"))


def accepted(family):
    """The identities that the family's accepted file lists, with their reasons."""
    file = PORTS / family / "lockstep.accepted.toml"
    if not file.exists():
        return {}
    entries = tomllib.loads(file.read_text("utf-8"))["accepted"]
    return {entry["id"]: entry["reason"] for entry in entries}


def findings(report):
    return [(port, finding) for port in report["ports"] for finding in port["findings"]]


def check(family, state, *options):
    run = program.check(PORTS / family, state, *options, timeout=900)
    print(run.stderr)
    validate(run.report)
    return run


def unaccepted(family, run):
    """What a reader needs of the findings that the family's accepted file does not list."""
    known = accepted(family)
    return [(port["native"], finding["id"], finding["law"], finding["call"], finding["expected"], finding["actual"])
            for port, finding in findings(run.report) if finding["id"] not in known]


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """family -> its run with the default seed, which several tests look at."""
    return functools.lru_cache(maxsize=None)(
        lambda family: check(family, tmp_path_factory.mktemp(family)))


@pytest.mark.parametrize("family", ["demo", *FAMILIES])
def test_every_difference_of_a_family_is_accepted_with_a_reason(family, checked):
    run = checked(family)
    assert not unaccepted(family, run)
    assert run.status == 0
    assert all(accepted(family).values())
    left_out = [port["native"] for port in run.report["ports"]
                if port["status"] in ("unsupported", "missing", "untested")]
    assert not left_out


@pytest.mark.parametrize("family", ["demo", *FAMILIES])
def test_a_family_reproduces_all_that_it_accepts(family, checked):
    assert {finding["id"] for _, finding in findings(checked(family).report)} == set(accepted(family))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_gives_the_same_report_twice(family, checked, tmp_path):
    assert check(family, tmp_path / "again").stdout == checked(family).stdout


@pytest.mark.parametrize("family", FAMILIES)
def test_another_seed_finds_nothing_new_in_a_family(family, tmp_path):
    for seed in SEEDS:
        run = check(family, tmp_path / str(seed), "--seed", seed)
        assert not unaccepted(family, run), f"with --seed {seed}"
        assert run.status == 0


def test_the_families_hold_more_than_a_hundred_pairs():
    said = ("native", "port", "port_python", "args", "command", "library")
    pairs = {tuple(str(port.get(key)) for key in said)
             for family in FAMILIES for port in manifest(family).get("port", [])}
    assert len(pairs) > 100


def test_one_planted_difference_fails_the_demo(tmp_path):
    run = check("planted", tmp_path / "state")
    assert run.status == 1
    known = accepted("planted")
    (new,) = [(port, finding) for port, finding in findings(run.report) if finding["id"] not in known]
    assert new[0]["port"] == "planted:crc32"
    assert new[1]["law"] == "value"
