"""Equipment: what a zygote finds out about where it is, the same for all of one template."""

import os
from typing import Any, NamedTuple, Optional

from . import accelerator, frames, limits
from .room import Rooms


class Equipment(NamedTuple):
    extension: Optional[Any]
    rooms: Optional[Rooms]  # None: it depends on the zygote


def equipment(shared: bool) -> Equipment:
    """Found out once in a process. ``shared``: for zygotes that come of this one, each in
    namespaces of its own; only root's are known to be housed like one that is tried here."""
    extension = accelerator.find()
    if extension is not None:
        frames.accelerate(extension)
    limits.TaskGroup.sweep()
    return Equipment(extension, Rooms(True) if shared and os.getuid() == 0 else None)
