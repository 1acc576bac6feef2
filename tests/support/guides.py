"""The guides: this repository's Markdown, and what stands in it that can be tried.

A fenced block is a *file* when its first line is a comment with the file's name (``# mypkg/ports.py``), and a
*transcript* when it begins with ``$ ``: commands, each with what it prints. ``$ cat FILE`` shows a file that
is written there. In what is printed ``...`` stands for any text, and alone on a line for any lines. Whatever
stands below one heading of the second level is tried in one directory, from top to bottom; blocks that say
``text`` show something and are not tried.
"""
from __future__ import annotations

import dataclasses
import os
import pathlib
import re
import subprocess
from typing import Dict, List, Optional, Tuple, Union

from tests.support import program

# The order in which a reader comes to them.
GUIDES = ["README.md", "harness/manifest/MANIFEST.md", "harness/python/REGISTRATIONS.md",
          "harness/host/PORTS.md", "oracles/LAWS.md", "reports/REPORTS.md", "harness/CI.md"]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"(?:#|//) ([\w./-]+\.\w+)(?:,.*)?\n")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


@dataclasses.dataclass
class Command:
    """What is typed, and what comes then."""

    line: str
    printed: str

    @property
    def shown(self) -> Optional[str]:
        """The file whose content `printed` is."""
        words = self.line.split()
        return words[1] if words[0] == "cat" and len(words) == 2 and self.printed else None


Step = Union[Command, Tuple[str, str]]  # the latter a file: its name and its text


@dataclasses.dataclass
class Section:
    """What stands below one heading: files and commands, in their order."""

    guide: str
    title: str
    steps: List[Step]

    @property
    def files(self) -> List[Tuple[str, str]]:
        """Names and texts of those that stand in a block of their own."""
        return [step for step in self.steps if isinstance(step, tuple)]

    def __str__(self) -> str:
        return "in-%s-%s" % (pathlib.PurePath(self.guide).stem, self.title.replace(" ", "_"))


def text(guide: str) -> str:
    return (program.ROOT / guide).read_text("utf-8")


def prose(guide: str) -> str:
    """The guide without its fenced blocks."""
    return _FENCE.sub("", text(guide))


def links(guide: str) -> List[str]:
    return _LINK.findall(prose(guide))


def mentioned(guide: str) -> List[str]:
    """What stands in the prose as code."""
    return _CODE.findall(prose(guide))


def anchors(guide: str) -> List[str]:
    """What a link may name behind `#`: headings, as GitHub spells them."""
    titles = re.findall(r"^#+ (.*)$", prose(guide), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles]


def sections(guide: str) -> List[Section]:
    """Those in which there is something to try."""
    found = []
    for part in re.split(r"^## ", text(guide), flags=re.MULTILINE):
        title = part.partition("\n")[0].lstrip("# ")
        steps = [step for kind, body in _FENCE.findall(part) for step in _steps(kind, body)]
        if any(isinstance(step, Command) for step in steps):
            found.append(Section(guide, title, steps))
    return found


def _steps(kind: str, body: str) -> List[Step]:
    named = _NAMED.match(body)
    if kind != "text" and named:
        return [(named.group(1), body[body.index("\n") + 1:])]
    if kind == "text" or not body.startswith("$ "):
        return []
    return [Command(*typed.partition("\n")[::2]) for typed in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]]


@dataclasses.dataclass
class Done:
    """What became of one command."""

    command: Command
    status: int
    printed: str

    def is_as_told(self) -> bool:
        told: List[List[str]] = [[]]  # lines that follow one another, between any others
        for line in self.command.printed.rstrip().splitlines():
            if line.strip() == "...":
                told.append([])
            else:
                told[-1].append(".*".join(map(re.escape, line.rstrip().split("..."))))
        lines = [line.rstrip() for line in self.printed.rstrip().splitlines()]
        if len(told) == 1:
            return _match(told[0], lines)
        first, *middle, last = told
        if len(lines) < len(first) + len(last) or not _match(first, lines[:len(first)]):
            return False
        lines = lines[len(first):]
        for part in middle:  # where it is met first
            places = [at for at in range(len(lines) + 1) if _match(part, lines[at:at + len(part)])]
            if not places:
                return False
            lines = lines[places[0] + len(part):]
        return len(lines) >= len(last) and _match(last, lines[len(lines) - len(last):])


def _match(patterns: List[str], lines: List[str]) -> bool:
    return len(patterns) == len(lines) and all(map(re.fullmatch, patterns, lines))


def play(section: Section, directory: pathlib.Path) -> List[Done]:
    """Writes the files and runs the commands."""
    done: List[Done] = []
    surroundings = _surroundings(directory.with_name(directory.name + "-bin"))
    for step in section.steps:
        if isinstance(step, Command) and not step.shown:
            done.append(_run(step, directory, surroundings, done[-1].status if done else 0))
            continue
        name, content = (step.shown, step.printed.rstrip("\n") + "\n") if isinstance(step, Command) else step
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(content, "utf-8")
    return done


def _surroundings(programs: pathlib.Path) -> Dict[str, str]:
    """The program by its name, and LOCKSTEP: where the repository is."""
    programs.mkdir()
    (programs / "lockstep").symlink_to(program.binary())
    (programs / "python3").symlink_to(program.PYTHON)
    return {**os.environ, "PATH": "%s:%s" % (programs, os.environ["PATH"]), "LOCKSTEP": str(program.ROOT),
            "GITHUB_STEP_SUMMARY": "", "PYTHONDONTWRITEBYTECODE": "1"}


def _run(command: Command, directory: pathlib.Path, surroundings: Dict[str, str], before: int) -> Done:
    script = "(exit %d)\n%s" % (before, command.line)  # for $?
    ran = subprocess.run(["bash", "-c", script], cwd=directory, env=surroundings, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, start_new_session=True)
    # Progress is not what is meant to be read; where there is nothing else, an error is.
    return Done(command, ran.returncode, (ran.stdout or ran.stderr).decode("utf-8", "replace"))
