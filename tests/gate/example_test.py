"""The story of a port in CI, played on a copy of the example by each workflow's own commands."""
from __future__ import annotations

import pathlib
import shutil
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tests.gate.workflow import EXAMPLE, github, gitlab  # noqa: E402
from tests.support import junit, markdown, program  # noqa: E402
from tests.support.report import validate  # noqa: E402

CLAMP = ("    if value < low:\n        return low\n    return high if value > high else value\n",
         "    return max(low, min(value, high))\n")
MIDDLE = ("(len(ordered) - 1) // 2", "len(ordered) // 2")
GAPS = ("range(len(values) - 1)", "range(min(len(values) - 1, 3))")


@pytest.fixture(params=[github, gitlab])
def workflow(request, tmp_path):
    """A working copy, and a service that checks it."""
    copy = tmp_path / "copy"
    shutil.copytree(EXAMPLE, copy)
    return request.param(copy)


def edit(workflow, was, is_now):
    """Changes the port."""
    file = workflow.copy / "fast_figures.py"
    text = file.read_text("utf-8")
    assert text.count(was) == 1, was
    file.write_text(text.replace(was, is_now), "utf-8")


def accept(workflow, native, reason, *options):
    """Accepts the only finding of a function, as a user does; returns its id."""
    (port,) = [port for port in workflow.report["ports"] if port["native"] == native]
    (finding,) = port["findings"]
    run = program.run("accept", finding["id"], "--reason", reason, *options, cwd=workflow.copy)
    assert run.status == 0, run.stderr
    return finding["id"]


def failed(workflow):
    """The natives that the JUnit report fails; all three reports agree on them."""
    validate(workflow.report)
    cases = junit.failed(junit.read(workflow.copy / "lockstep.xml"))
    root = markdown.read(workflow.copy / "lockstep.md")
    marked = [row[1].split(" ")[0] for row in markdown.rows(root) if row[4] != "0"]
    assert marked == workflow.findings("fails")
    assert len(markdown.blocks(root, "python")) == len(marked)
    named = [name.split(" ")[0] for name in cases]
    assert sorted(named) == sorted(marked)
    return marked


def test_two_defects_are_found_judged_and_guarded(workflow):
    assert workflow.check() == 1
    assert failed(workflow) == ["figures:clamp", "figures:middle"]
    assert workflow.report["totals"]["findings"] == 2

    accepted = accept(workflow, "figures:clamp", "low > high has no meaning", "--when", "low > high")
    edit(workflow, *MIDDLE)
    assert workflow.check() == 0
    assert failed(workflow) == []
    assert workflow.findings("accepted") == ["figures:clamp"]
    assert "low > high has no meaning" in workflow.output

    edit(workflow, *reversed(MIDDLE))
    assert workflow.check() == 1
    assert failed(workflow) == ["figures:middle"]

    edit(workflow, *MIDDLE)
    edit(workflow, *CLAMP)
    assert workflow.check() == 0
    (note,) = [note for port in workflow.report["ports"] for note in port["notes"]
               if note["kind"] == "stale-accepted"]
    assert accepted in note["text"]
    assert "1 accepted difference not seen again" in workflow.output
    for file in ("lockstep.xml", "lockstep.md"):
        assert accepted in (workflow.copy / file).read_text("utf-8")


def test_with_the_report_of_main_only_what_is_new_fails(workflow):
    assert workflow.check() == 1
    assert workflow.run(workflow.keep) == 0
    assert (workflow.copy / "baseline" / "lockstep.json").is_file()

    assert workflow.check() == 0
    assert failed(workflow) == []
    assert workflow.findings("known") == ["figures:clamp", "figures:middle"]
    assert "in the baseline" in workflow.output

    edit(workflow, *GAPS)
    assert workflow.check() == 1
    assert failed(workflow) == ["figures:gaps"]


def test_github_shows_the_markdown_of_every_step(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "copy")
    workflow = github(tmp_path / "copy")
    summary = pathlib.Path(workflow.environment["GITHUB_STEP_SUMMARY"])
    summary.write_text("# an earlier step\n", "utf-8")
    assert workflow.check() == 1
    markdown_text = (workflow.copy / "lockstep.md").read_text("utf-8")
    assert summary.read_text("utf-8") == "# an earlier step\n" + markdown_text


def test_the_replay_line_of_the_markdown_can_be_pasted(workflow):
    workflow.check()
    root = markdown.read(workflow.copy / "lockstep.md")
    (line,) = [line for line in markdown.blocks(root, "text")[0].splitlines()
               if line.startswith("replay")]
    assert workflow.run(line.split(maxsplit=1)[1]) == 1


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q"]))
