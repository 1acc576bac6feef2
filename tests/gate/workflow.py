"""A Workflow is the commands of a CI service's file, run as that service runs them."""
from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import subprocess
from typing import Any, Dict, List

import yaml

from tests.support import program

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLE = HERE / "example"


@dataclasses.dataclass
class Workflow:
    """How one service checks a working copy of the example."""

    copy: pathlib.Path
    shell: List[str]
    commands: str
    keep: str  # what the main branch's run does at its end
    environment: Dict[str, str]
    output: str = ""  # of the last run

    def run(self, commands: str) -> int:
        """The exit status of commands, with `lockstep` on the PATH and nothing else of ours."""
        bin_directory = self.copy.parent / "bin"
        bin_directory.mkdir(exist_ok=True)
        if not (bin_directory / "lockstep").exists():
            (bin_directory / "lockstep").symlink_to(program.binary())
        environment = {**os.environ, "CI": "true", **self.environment}
        environment["PATH"] = f'{bin_directory}:{os.environ["PATH"]}'
        done = subprocess.run([*self.shell, commands], cwd=self.copy, env=environment, timeout=300,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        self.output = done.stdout.decode("utf-8", "replace")
        print(self.output)
        return done.returncode

    def check(self) -> int:
        """The exit status of the check."""
        return self.run(self.commands)

    @property
    def report(self) -> Dict[str, Any]:
        """What the check wrote."""
        return json.loads((self.copy / "lockstep.json").read_text("utf-8"))

    def findings(self, standing: str) -> List[str]:
        """The natives with findings that stand so."""
        return [port["native"] for port in self.report["ports"] for finding in port["findings"]
                if finding["standing"] == standing]


def github(copy: pathlib.Path) -> Workflow:
    """The named steps of the job; GitHub's shell stops at the first failure."""
    job = yaml.safe_load((EXAMPLE / ".github/workflows/lockstep.yml").read_text())["jobs"]["check"]
    steps = {step["name"]: step["run"] for step in job["steps"] if "name" in step}
    summary = copy.parent / "summary.md"
    summary.touch()
    return Workflow(copy, ["sh", "-e", "-c"], steps["Check the ports"],
                    steps["Keep the report of main"], {"GITHUB_STEP_SUMMARY": str(summary)})


def gitlab(copy: pathlib.Path) -> Workflow:
    """The script of the job, on a branch that is not the default one."""
    job = yaml.safe_load((EXAMPLE / ".gitlab-ci.yml").read_text())["lockstep"]
    branches = {"CI_COMMIT_BRANCH": "", "CI_DEFAULT_BRANCH": "main", "GITHUB_STEP_SUMMARY": ""}
    return Workflow(copy, ["bash", "-eo", "pipefail", "-c"], "\n".join(job["script"]),
                    "CI_COMMIT_BRANCH=main\n" + "\n".join(job["after_script"]), branches)
