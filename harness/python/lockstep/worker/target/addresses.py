"""Memory addresses in text that the worker, not the code under test, decided to look at."""

import re

_ADDRESS = re.compile("0x[0-9a-fA-F]+")


def without_addresses(text: str) -> str:
    """The text with every address replaced by ``0x...``."""
    if "0x" not in text:
        return text
    return _ADDRESS.sub("0x...", text)
