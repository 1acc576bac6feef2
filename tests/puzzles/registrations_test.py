"""Modules of registrations: one that a manifest lists, mistakes in one, and one that cannot be imported. That the
module of the guide is a manifest itself is seen by guides_test.py."""
from __future__ import annotations

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.support import guides, program  # noqa: E402

FILE = "mypkg/ports.py"
(MODULE,) = [text for section in guides.sections("harness/python/REGISTRATIONS.md")
             for name, text in section.files if name == FILE]


@pytest.fixture
def package(tmp_path):
    (tmp_path / "mypkg").mkdir()
    (tmp_path / "mypkg" / "__init__.py").write_text("")
    (tmp_path / FILE).write_text(MODULE, "utf-8")
    return tmp_path


def test_a_manifest_may_list_the_module(package):
    (package / "lockstep.toml").write_text('[lockstep]\npath = ["."]\nregistrations = ["mypkg.ports"]\n')
    run = program.check(".", package / "state", "--cases", 100, cwd=package)
    assert run.status == 0
    assert [port["port"] for port in run.report["ports"]] == [
        "mypkg.ports:nsmallest", "mypkg.ports:AnyTrue", "mypkg.ports:Ratios", "mypkg.ports:Ratio.__add__",
        "mypkg.ports:Stack"]


@pytest.mark.parametrize("spoilt, whole, line, what", [
    ("Annotated[int, Ge(0), Le(30)]", "Annotated[int, Ge(0), Le(3]", 6, "ports.py:6:"),
    ('"independent"', '"independant"', 6, 'unknown key "independant"'),
    ('"no-io"', '"no-oi"', 6, 'did you mean "no-io"?'),
    ("import lockstep\n", "import lockstep\nimport nowhere_at_all\n", 4, "nowhere_at_all"),
])
def test_a_mistake_is_shown_where_it_stands(package, spoilt, whole, line, what):
    (package / FILE).write_text(MODULE.replace(spoilt, whole, 1), "utf-8")
    run = program.run("check", "mypkg.ports", cwd=package)
    print(run.stderr)
    assert run.status == 2
    assert "ports.py:%d:" % line in run.stderr and what in run.stderr


def test_a_module_that_hangs_or_ends_the_process_is_no_manifest(package):
    (package / FILE).write_text("import os\nos._exit(0)\n")
    run = program.run("check", "mypkg.ports", cwd=package)
    print(run.stderr)
    assert run.status in (2, 3)


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q"]))
