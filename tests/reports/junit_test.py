"""The approved JUnit report is XML for a strict parser, valid for its schema, and hides nothing."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402
from tests.support import junit  # noqa: E402

GOLDEN = ROOT / "tests" / "golden" / "junit.xml"


def test_the_approved_report_is_valid():
    root = junit.read(GOLDEN)
    assert len(root.findall("testsuite")) == 4
    broken = "heapq:nsmallest <- pure_heapq:nsmallest"
    assert set(junit.failed(root)) == {f"{broken} {law}"
                                       for law in ("exception", "fresh-process", "value")}


def test_hostile_text_arrives_as_it_is_shown():
    failure = junit.failed(junit.read(GOLDEN))["heapq:nsmallest <- pure_heapq:nsmallest exception"]
    assert r"\x1b[2J\x1b]0;pwned\x07 \xff \ud800\r\n\u202e ]]></failure><b>`|```" in failure.text
    assert "</details><script>alert(1)</script> ]]>\n'''\n" in failure.text


@pytest.mark.parametrize("was, is_now", [
    ("<testcase ", "<case "), ('tests="', 'tests="-'), ("<failure ", "<failure when='now' "),
    ("</testsuite>", "<testcase/></testsuite>"),
])
def test_the_schema_is_strict(tmp_path, was, is_now):
    spoilt = tmp_path / "junit.xml"
    text = GOLDEN.read_text("utf-8").replace(was, is_now)
    spoilt.write_text(text.replace("</testcase>", "</case>") if "case " in is_now else text, "utf-8")
    with pytest.raises((etree.DocumentInvalid, SyntaxError)):
        junit.read(spoilt)


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q"]))
