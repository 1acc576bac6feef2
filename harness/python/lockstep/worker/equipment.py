"""Equipment: what a zygote finds out about where it is, the same for all of one template."""

import os
from typing import Any, NamedTuple, Optional

from . import accelerator
from .ambient.patches import Patches, known_patches
from .process import frames, limits
from .process.layout import Noise
from .process.room import Rooms


class Equipment(NamedTuple):
    extension: Optional[Any]
    rooms: Optional[Rooms]  # None: it depends on the zygote
    patches: Optional[Patches]  # of what was imported by then
    noise: Optional[Noise]


def alone() -> Equipment:
    """Of a zygote that comes of no template."""
    return Equipment(_extension(), None, None, None)


def shared(layout: int) -> Equipment:
    """Of zygotes that come of this process, each in namespaces of its own; only root's are known
    to be housed like one that is tried here."""
    extension = _extension()
    rooms = Rooms(True) if os.getuid() == 0 else None
    noise = Noise(layout) if layout else None
    if noise is not None:
        noise.make()
    return Equipment(extension, rooms, known_patches(extension), noise)


def _extension() -> Optional[Any]:
    extension = accelerator.find()
    if extension is not None:
        frames.accelerate(extension)
    limits.TaskGroup.sweep()
    return extension
