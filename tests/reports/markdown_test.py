"""The approved Markdown means what it says to GitHub's own parser, hostile text included."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.support import markdown  # noqa: E402

GOLDEN = ROOT / "tests" / "golden" / "report.md"


def test_the_table_has_a_row_for_each_port():
    rows = markdown.rows(markdown.read(GOLDEN))
    assert len(rows) == 4
    assert all(len(row) == 5 for row in rows)


def test_hostile_text_stays_in_its_block():
    root = markdown.read(GOLDEN)
    particulars, scripts = markdown.blocks(root, "text"), markdown.blocks(root, "python")
    assert len(particulars) == len(scripts) == 3
    assert r"pwned\x07 \xff \ud800\r\n\u202e ]]></failure><b>`|```" in particulars[1]
    assert scripts[1].startswith("actual = '''\n```\n</details><script>alert(1)</script> ]]>\n'''\n")


@pytest.mark.parametrize("injected", ["<b>x</b>\n", "<script>\n", "[x](y)\n", "www.example.org\n"])
def test_what_is_active_is_noticed(tmp_path, injected):
    spoilt = tmp_path / "report.md"
    spoilt.write_text(GOLDEN.read_text("utf-8") + "\n" + injected, "utf-8")
    with pytest.raises(AssertionError):
        markdown.read(spoilt)


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q"]))
