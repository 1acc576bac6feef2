"""What the guides show is true: every file and command in them, tried as they stand there."""
from __future__ import annotations

import pathlib
import re
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import guides, program  # noqa: E402

SECTIONS = [section for guide in guides.GUIDES for section in guides.sections(guide)]


@pytest.mark.parametrize("section", SECTIONS, ids=str)
def test_examples_do_what_stands_there(section, tmp_path):
    scratch = tmp_path / "here"
    scratch.mkdir()
    for done in guides.play(section, scratch):
        print("$ " + done.command.line, done.printed, sep="\n")
        assert done.is_as_told(), "%s: %s" % (section, done.command.line)


def test_every_guide_shows_something():
    assert {section.guide for section in SECTIONS} == set(guides.GUIDES)


def test_the_table_of_laws_has_those_that_there_are():
    rows = re.findall(r"^\| ([a-z]+) \| ([a-z, -]+) \|$", guides.text("oracles/LAWS.md"), re.MULTILINE)
    told = {family: laws.split(", ") for family, laws in rows if family != "family"}
    listed = {}
    for line in program.run("laws").stdout.decode().splitlines():
        if line and not line.startswith(" "):
            laws = listed.setdefault(line, [])
        elif line[2:3].strip():
            laws.append(line.split()[0])
    assert told == listed


@pytest.mark.parametrize("guide, head", [("reports/REPORTS.md", "| status | what it says |"),
                                         ("harness/manifest/MANIFEST.md", "| key | values | what it says |")])
def test_words_of_reports_and_contracts_can_be_explained(guide, head):
    table = guides.text(guide).partition(head)[2].partition("\n\n")[0]
    words = [word for row in table.splitlines()[2:] for word in re.findall("`(.*?)`", row.split("|")[1])]
    assert len(words) > 10
    assert [word for word in words if program.run("explain", word).status != 0] == []


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q"]))
