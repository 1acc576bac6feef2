"""The README's module of registrations runs as it stands there, and says what it says there."""
from __future__ import annotations

import pathlib
import re
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import program  # noqa: E402

README = (program.ROOT / "README.md").read_text("utf-8")
(MODULE,) = re.findall(r"```python\n# mypkg/ports.py\n(.*?)```", README, re.DOTALL)
(SAID,) = re.findall(r"```\n\$ lockstep check mypkg.ports\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def package(tmp_path):
    (tmp_path / "mypkg").mkdir()
    (tmp_path / "mypkg" / "__init__.py").write_text("")
    (tmp_path / "mypkg" / "ports.py").write_text(MODULE, "utf-8")
    return tmp_path


def test_the_module_is_a_manifest(package):
    run = program.run("check", "mypkg.ports", cwd=package)
    print(run.stdout.decode(), run.stderr)
    assert run.status == 0
    heads = [line for line in run.stdout.decode().splitlines() if line.startswith("match")]
    assert [line.partition(", p(differs)")[0] for line in heads] == SAID.splitlines()


def test_a_manifest_may_list_the_module(package):
    (package / "lockstep.toml").write_text('[lockstep]\npath = ["."]\nregistrations = ["mypkg.ports"]\n')
    run = program.check(".", package / "state", "--cases", 500, cwd=package)
    assert run.status == 0
    assert [port["port"] for port in run.report["ports"]] == re.findall(r"<- (\S+)", SAID)


@pytest.mark.parametrize("spoilt, whole, line, what", [
    ("Annotated[int, Ge(0), Le(30)]", "Annotated[int, Ge(0), Le(3]", 6, "ports.py:6:"),
    ('"independent"', '"independant"', 6, 'unknown key "independant"'),
    ('"no-io"', '"no-oi"', 6, 'did you mean "no-io"?'),
    ("import lockstep\n", "import lockstep\nimport nowhere_at_all\n", 4, "nowhere_at_all"),
])
def test_a_mistake_is_shown_where_it_stands(package, spoilt, whole, line, what):
    file = package / "mypkg" / "ports.py"
    file.write_text(MODULE.replace(spoilt, whole, 1), "utf-8")
    run = program.run("check", "mypkg.ports", cwd=package)
    print(run.stderr)
    assert run.status == 2
    assert "ports.py:%d:" % line in run.stderr and what in run.stderr


def test_a_module_that_hangs_or_ends_the_process_is_no_manifest(package):
    (package / "mypkg" / "ports.py").write_text("import os\nos._exit(0)\n")
    run = program.run("check", "mypkg.ports", cwd=package)
    print(run.stderr)
    assert run.status in (2, 3)
