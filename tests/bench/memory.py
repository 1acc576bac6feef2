"""Peak memory of a process and everything below it: proportional set sizes, sampled and added."""
from __future__ import annotations

import pathlib
import threading
from typing import Dict, List


def _parents() -> Dict[int, int]:
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
            except (OSError, IndexError):
                continue  # it has just ended
    return parents


def tree(root: int) -> List[int]:
    """The process and its descendants."""
    parents = _parents()
    found = [root]
    for pid in found:
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found


def proportional_bytes(pid: int) -> int:
    """What the process occupies, shared pages divided among those who share them."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


class PeakMemory:
    """Samples a process tree from a thread until stopped."""

    def __init__(self, root: int, interval: float = 0.02):
        self.peak = 0
        self._root = root
        self._interval = interval
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample)
        self._thread.start()

    def _sample(self) -> None:
        while not self._done.wait(self._interval):
            self.peak = max(self.peak, sum(map(proportional_bytes, tree(self._root))))

    def stop(self) -> int:
        """The largest sum that was seen, in bytes."""
        self._done.set()
        self._thread.join()
        return self.peak
