"""What scripts may depend on in a JSON report."""
from __future__ import annotations

import json
from typing import Any, Dict, Tuple

import jsonschema

from tests.support import program

SCHEMA = program.ROOT / "reports" / "report.schema.json"

_REPORT = {"schema", "seed", "corpus", "tool", "platform", "interpreters", "ports", "totals"}
_PORT = {"native", "port", "kind", "status", "cases", "observations", "properties", "laws",
         "determinism", "findings", "notes"}
_FINDING = {"id", "law", "class", "signature", "call", "expected", "actual", "path", "confirmed",
            "script"}


def validate(report: Dict[str, Any]) -> None:
    """The report keeps the published schema, and has all that DESIGN section 7 promises."""
    jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")))
    assert report["schema"] == "lockstep-report/1"
    assert _REPORT <= set(report), _REPORT - set(report)
    assert report["tool"]["version"]
    for port in report["ports"]:
        assert _PORT <= set(port), _PORT - set(port)
        assert {"level", "scope", "bound"} <= set(port["determinism"])
        for law in port["laws"].values():
            assert {"verdict", "checked", "violated"} <= set(law)
        for finding in port["findings"]:
            assert _FINDING <= set(finding), _FINDING - set(finding)


def confirmed(finding: Dict[str, Any]) -> Tuple[int, int]:
    """How often the difference was seen again, of how many attempts."""
    agreed, tried = map(int, finding["confirmed"].split("/"))
    return agreed, tried
