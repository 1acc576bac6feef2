"""JUnit XML as its consumers read it: strictly."""
from __future__ import annotations

import pathlib
from typing import Dict
from xml.etree import ElementTree

from lxml import etree

from tests.support import program

SCHEMA = program.ROOT / "tests" / "reports" / "junit.xsd"


def read(file: pathlib.Path) -> ElementTree.Element:
    """The root, once the file is XML for expat, valid for the schema, and its counts are right."""
    root = ElementTree.fromstring(file.read_bytes())
    etree.XMLSchema(etree.parse(str(SCHEMA))).assertValid(etree.parse(str(file)))
    for suite in [root, *root.iter("testsuite")]:
        assert counted(suite) == {name: int(suite.get(name)) for name in counted(suite)}
    return root


def counted(suite: ElementTree.Element) -> Dict[str, int]:
    """The numbers that the attributes of a suite must have."""
    cases = list(suite.iter("testcase"))
    return {"tests": len(cases), "errors": 0,
            "failures": sum(case.find("failure") is not None for case in cases),
            "skipped": sum(case.find("skipped") is not None for case in cases)}


def failed(root: ElementTree.Element) -> Dict[str, ElementTree.Element]:
    """The failures, by "SUITE LAW"."""
    return {f'{case.get("classname")} {case.get("name")}': case.find("failure")
            for case in root.iter("testcase") if case.find("failure") is not None}
