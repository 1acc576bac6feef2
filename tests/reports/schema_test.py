"""report.json keeps to its published schema, and the schema is strict."""

import copy
import json
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "reports" / "report.schema.json").read_text())
REPORT = json.loads((ROOT / "tests" / "golden" / "report.json").read_text())


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_approved_report_keeps_to_it():
    jsonschema.validate(REPORT, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_every_property_of_the_schema_occurs_in_the_approved_report():
    """So that the golden, and with it the writer, is held against all of the schema."""
    finding = {key for port in REPORT["ports"] for found in port["findings"] for key in found}
    assert finding == set(SCHEMA["$defs"]["finding"]["properties"])
    port = {key for port in REPORT["ports"] for key in port}
    assert port == set(SCHEMA["$defs"]["port"]["properties"])
    assert set(REPORT) == set(SCHEMA["properties"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda report: report.pop("seed"),
        lambda report: report.update(extra=1),
        lambda report: report["ports"][0].update(status="fine"),
        lambda report: report["ports"][2]["findings"][0].pop("call"),
        lambda report: report["ports"][2]["findings"][0].update(confirmed="often"),
        lambda report: report["ports"][2]["laws"]["value"].update(verdict="maybe"),
    ],
)
def test_what_is_not_a_report_is_refused(spoil):
    report = copy.deepcopy(REPORT)
    spoil(report)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, SCHEMA, cls=jsonschema.Draft202012Validator)


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q"]))
