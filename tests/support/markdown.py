"""Markdown as GitHub reads it: its own parser's tree, raw HTML not filtered."""
from __future__ import annotations

import pathlib
import subprocess
from typing import List
from xml.etree import ElementTree

_NAMESPACE = "{http://commonmark.org/xml/1.0}"
# <code> is ours; what the code under test wrote must not be one of these.
_ACTIVE = ("html_block", "link", "image")


def read(file: pathlib.Path) -> ElementTree.Element:
    """The document, once nothing in it is active: no HTML but <code>, no link, no image."""
    command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough",
               "-e", "tasklist", "-t", "xml", str(file)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    root = ElementTree.fromstring(done.stdout)
    for node in _all(root, "html_inline"):
        assert node.text in ("<code>", "</code>"), node.text
    for kind in _ACTIVE:
        assert not _all(root, kind), [ElementTree.tostring(node) for node in _all(root, kind)]
    return root


def blocks(root: ElementTree.Element, language: str) -> List[str]:
    """The fenced blocks of a language."""
    return [node.text for node in _all(root, "code_block") if node.get("info") == language]


def rows(root: ElementTree.Element) -> List[List[str]]:
    """The cells of the only table, as text."""
    (table,) = _all(root, "table")
    return [[_words(cell) for cell in _all(row, "table_cell")]
            for row in _all(table, "table_row")]


def headings(root: ElementTree.Element) -> List[str]:
    """The headings, as text."""
    return [_words(node) for node in _all(root, "heading")]


def _words(root: ElementTree.Element) -> str:
    """What a reader sees; between the nodes the tree has white space of its own."""
    leaves = (_NAMESPACE + "text", _NAMESPACE + "code")
    return "".join(node.text or "" for node in root.iter() if node.tag in leaves)


def _all(root: ElementTree.Element, kind: str) -> List[ElementTree.Element]:
    return list(root.iter(_NAMESPACE + kind))
