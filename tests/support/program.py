"""The program under test: runs the built `lockstep` the way a user does, and reads its report.

The binary comes from LOCKSTEP_BINARY (set by ctest); without it, the newest build is taken.
"""
from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import subprocess
import uuid
from typing import Any, Dict, List, Optional

ROOT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = os.environ.get("LOCKSTEP_PYTHON", "/usr/bin/python3")
# Inherited by everything that a run starts: how what is left running is recognised.
BADGE = "LOCKSTEP_TEST_BADGE"


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
    badge: str

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
    badge = uuid.uuid4().hex
    command = [str(binary()), *map(str, arguments)]
    surroundings = {**os.environ, BADGE: badge, **(environment or {})}
    done = subprocess.run(command, cwd=cwd, env=surroundings, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)
    return Run(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"), badge)


def check(target: object, state: object, *options: object, **how: Any) -> Run:
    """Runs `lockstep check TARGET --json - --state STATE OPTIONS...`."""
    return run("check", target, "--json", "-", "--state", state, *options, **how)


def left_running(badge: str) -> List[str]:
    """Processes that a run started and that are still there, zombies aside."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if badge.encode() in (entry / "environ").read_bytes():
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                found.append(f"{entry.name}: {command.decode('utf-8', 'replace')}")
        except OSError:
            continue  # it ended, or is not ours to read
    return found
