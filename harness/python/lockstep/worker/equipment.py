"""Equipment: what a zygote finds out about its host, the same for all zygotes of one template."""

import os
from typing import Any, NamedTuple, Optional

from . import accelerator
from .ambient.patches import Patches, known_patches
from .process import frames, limits
from .process.heap_layout import Noise
from .process.sandbox import Sandboxes
from .target.introspect import rehearse


class Equipment(NamedTuple):
    extension: Optional[Any]
    sandboxes: Optional[Sandboxes]  # None: it depends on the zygote
    patches: Optional[Patches]  # of what was imported by then
    noise: Optional[Noise]


def alone() -> Equipment:
    """Of a zygote that comes of no template."""
    return Equipment(_extension(), None, None, None)


def shared(layout: int) -> Equipment:
    """Of zygotes that come of this process, each in namespaces of its own; only root's are known
    to be housed like one that is tried here."""
    extension = _extension()
    sandboxes = Sandboxes(True) if os.getuid() == 0 else None
    noise = Noise(layout) if layout else None
    if noise is not None:
        noise.make()
    rehearse()
    return Equipment(extension, sandboxes, known_patches(extension), noise)


def _extension() -> Optional[Any]:
    extension = accelerator.find()
    if extension is not None:
        frames.accelerate(extension)
    limits.TaskGroup.sweep()
    return extension
