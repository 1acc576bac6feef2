"""The guides lead somewhere: files and folders that they mention exist, links between them resolve, and
README.md is a first page."""
from __future__ import annotations

import pathlib
import re
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import guides  # noqa: E402
from tests.support.program import ROOT  # noqa: E402

FOLDERS = "harness|oracles|fuzzers|corpora|reports|tests|cmake"
MARKDOWN = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.md")
                  if not re.match(r"(build|\.|tests/(eval|golden)/)", path.relative_to(ROOT).as_posix()))
# A path from the top: `NAME` and `FAMILY` in one stand for any name.
PATH = re.compile(r"(?:%s)(?:/[\w.*-]+)+/?|[\w-]+\.(?:md|sh)" % FOLDERS)
MOST_LINES = 150


def is_there(path: str) -> bool:
    if path in {pathlib.PurePath(guide).name for guide in MARKDOWN}:
        return True  # guides are called by their names
    return any(ROOT.glob(re.sub(r"\b[A-Z]{3,}\b(?!\.)", "*", path.rstrip("/"))))


def paths(guide: str):
    for code in guides.mentioned(guide):
        for word in code.split():
            if PATH.fullmatch(word):
                yield word


def test_there_are_guides_to_check():
    assert set(guides.GUIDES) <= set(MARKDOWN)
    assert len(list(paths("harness/ARCHITECTURE.md"))) > 100


@pytest.mark.parametrize("guide", MARKDOWN)
def test_what_is_mentioned_exists(guide):
    assert [path for path in paths(guide) if not is_there(path)] == []


@pytest.mark.parametrize("guide", MARKDOWN)
def test_links_resolve(guide):
    broken = []
    for link in guides.links(guide):
        file, _, anchor = link.partition("#")
        target = (ROOT / guide).parent / file if file else ROOT / guide
        if re.match(r"\w+:", link) or not target.resolve().exists():
            broken.append(link)  # one to another site included: they are not ours to keep
        elif anchor and anchor not in guides.anchors(str(target.resolve().relative_to(ROOT))):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("guide", [guide for guide in guides.GUIDES if guide != "README.md"]
                         + ["harness/ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_the_first_page_leads_to_every_guide(guide):
    assert guide in guides.links("README.md")


def test_the_first_page_is_short():
    assert len(guides.text("README.md").splitlines()) <= MOST_LINES


def test_no_guide_knows_the_machine_it_was_written_on():
    assert [guide for guide in MARKDOWN if re.search(r"(?<!\w)/(home|root|work)/", guides.text(guide))] == []
