"""The program under test: runs the built `lockstep` the way a user does, and reads its report.

The binary comes from LOCKSTEP_BINARY (set by ctest); without it, the newest build is taken.
"""
from __future__ import annotations

import ctypes
import dataclasses
import json
import os
import pathlib
import subprocess
import time
from typing import Any, Dict, List, Optional

ROOT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = os.environ.get("LOCKSTEP_PYTHON", "/usr/bin/python3")
_PR_SET_CHILD_SUBREAPER = 36


def binary() -> pathlib.Path:
    """The lockstep executable to test."""
    if "LOCKSTEP_BINARY" in os.environ:
        return pathlib.Path(os.environ["LOCKSTEP_BINARY"])
    builds = [path for path in (ROOT / "build").glob("*/lockstep") if path.is_file()]
    if not builds:
        raise FileNotFoundError("no build/*/lockstep: build it, or set LOCKSTEP_BINARY")
    return max(builds, key=lambda path: path.stat().st_mtime)


@dataclasses.dataclass
class Run:
    """What one invocation of the program did."""

    status: int
    stdout: bytes
    stderr: str

    @property
    def report(self) -> Dict[str, Any]:
        """The JSON report that was written to standard output."""
        return json.loads(self.stdout)

    @property
    def port(self) -> Dict[str, Any]:
        """The only port of the report."""
        (port,) = self.report["ports"]
        return port


def run(*arguments: object, cwd: Optional[os.PathLike] = None, timeout: float = 300,
        environment: Optional[Dict[str, str]] = None) -> Run:
    """Runs `lockstep ARGUMENTS...` and waits for it."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    command = [str(binary()), *map(str, arguments)]
    # A session of its own: a port that kills its process group must not reach the test.
    # The summary of a CI run that tests us is not ours to write.
    surroundings = {**os.environ, "GITHUB_STEP_SUMMARY": "", **(environment or {})}
    done = subprocess.run(command, cwd=cwd, env=surroundings,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=timeout, start_new_session=True)
    return Run(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def check(target: object, state: object, *options: object, **how: Any) -> Run:
    """Runs `lockstep check TARGET --json - --state STATE OPTIONS...`."""
    return run("check", target, "--json", "-", "--state", state, *options, **how)


def left_running(done: Run) -> List[str]:
    """Processes that a run started and that are still there, zombies aside.

    This process has made itself the reaper of its orphans, so whatever outlives the program
    becomes its child; what is on its way out gets a moment to go.
    """
    for _ in range(40):
        found = [line for line in map(_stray, pathlib.Path("/proc").iterdir()) if line]
        if not found:
            return []
        time.sleep(0.05)
    return found


def _stray(entry: pathlib.Path) -> str:
    """"PID: command line" of a child of this process that is not yet dead; else empty."""
    try:
        fields = (entry / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
        if not entry.name.isdigit() or int(fields[1]) != os.getpid():
            return ""
        if fields[0] == "Z":
            os.waitpid(int(entry.name), os.WNOHANG)
            return ""
        return f"{entry.name}: {(entry / 'cmdline').read_text('utf-8', 'replace')}"
    except (OSError, IndexError):
        return ""  # it ended, or is no process
