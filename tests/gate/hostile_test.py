"""What a hostile port returns and raises stays text in every report."""
from __future__ import annotations

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import junit, markdown, program  # noqa: E402

HOSTILE = "]]></failure><script>x</script>|\n```\n~~~\n</details>![a](b) @all \x1b[2J\0\r\ud800\u202e"
PORT = f"""
HOSTILE = {HOSTILE!r}

def returned(n):
    return HOSTILE if n else n

def raised(n):
    raise ValueError(HOSTILE)
"""
MANIFEST = """
[lockstep]
path = ["."]
cases = 200

[[port]]
native = "builtins:abs"
port = "port:returned"
args = "n: Annotated[int, Ge(0), Le(9)]"

[[port]]
native = "builtins:abs"
port = "port:raised"
args = "n: Literal['|`<b>', ']]>']"
contract = { exceptions = "type+message" }
"""


def test_every_report_of_a_hostile_port_is_read_as_meant(tmp_path):
    (tmp_path / "port.py").write_text(PORT, "utf-8")
    (tmp_path / "lockstep.toml").write_text(MANIFEST, "utf-8")
    run = program.run("check", ".", "--json", "report.json", "--junit", "report.xml",
                      "--markdown", "report.md", cwd=tmp_path)
    print(run.stdout.decode(), run.stderr)
    assert run.status == 1
    failures = junit.failed(junit.read(tmp_path / "report.xml"))
    assert {name.split()[2] for name in failures} == {"port:returned", "port:raised"}
    root = markdown.read(tmp_path / "report.md")
    blocks = markdown.blocks(root, "text")
    assert len(markdown.rows(root)) == 2 and all(len(row) == 5 for row in markdown.rows(root))
    assert len(blocks) == sum(not heading.startswith(("Lockstep", "Verdicts"))
                              for heading in markdown.headings(root))
    for text in ["".join(failure.text for failure in failures.values()), "".join(blocks)]:
        assert "]]></failure><script>x</script>|" in text
        assert r"\x1b[2J" in text


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q"]))
