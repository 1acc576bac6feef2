"""Costs: what a port's price is, it is named for, and honest ports are not."""
from __future__ import annotations

import json
import pathlib
import sys

import jsonschema
import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.support import program  # noqa: E402

SCHEMA = json.loads((program.ROOT / "reports" / "costs.schema.json").read_text())
NAMED = {"ports:grows": ("growth", "neither"), "ports:leaks": ("leak", "out of process"),
         "ports:holds_the_gil": ("gil", "out of process"),
         "ports:ignores_interrupts": ("interruption", "out of process")}
HONEST = ["ports:with_a_set", "ports:with_a_dict", "ports:slowly", "ports:with_a_cache"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("costs")
    done = program.run("check", HERE / "costs", "--state", scratch / "state", "--costs",
                       scratch / "costs.json", "--json", scratch / "report.json", timeout=600)
    print(done.stdout.decode(), done.stderr)
    costs = json.loads((scratch / "costs.json").read_text())
    jsonschema.validate(costs, SCHEMA)
    return done, {port["port"]: port for port in costs["ports"]}, scratch


def against(port):
    return {reason["name"] for reason in port["reasons"] if reason["against"]}


@pytest.mark.parametrize("port", NAMED)
def test_a_planted_cost_is_named(run, port):
    reason, advice = NAMED[port]
    _, costs, _ = run
    assert against(costs[port]) == {reason}, costs[port]
    assert costs[port]["advice"] == advice


@pytest.mark.parametrize("port", HONEST)
def test_nothing_is_held_against_an_honest_port(run, port):
    _, costs, _ = run
    assert not against(costs[port]), costs[port]
    assert costs[port]["advice"] == "wrap"


def test_the_figures_are_there(run):
    done, costs, scratch = run
    grows, slowly = costs["ports:grows"], costs["ports:slowly"]
    assert grows["ratio_growth"] > 0.5 and grows["port_costs"]["exponent"] > 1.5
    assert slowly["ratio"] > 5 and abs(slowly["ratio_growth"]) < 0.5
    assert costs["ports:leaks"]["port_costs"]["growth"] > 900
    for port in costs.values():
        assert 0 < port["marshalling_share"] < 1 and port["port_costs"]["bytes"] > 0
    text = done.stdout.decode()
    assert "Costs, and who may run it" in text and "every call leaves 1.0 KiB behind" in text
    # The report holds nothing that was measured.
    assert "marshalling_share" not in (scratch / "report.json").read_text()


def test_what_cannot_be_measured_says_why(tmp_path):
    done = program.run("check", "math:sqrt", "--native-only", "--cases", "50", "--state",
                       tmp_path / "state", "--costs", tmp_path / "costs.json")
    costs = json.loads((tmp_path / "costs.json").read_text())
    jsonschema.validate(costs, SCHEMA)
    assert done.status == 0
    assert costs["ports"][0]["unmeasured"] == "there is no port in Python to measure"
