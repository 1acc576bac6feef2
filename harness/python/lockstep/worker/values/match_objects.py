"""Rebuilds match objects of ``re``: by the call that finds the same match, for there is no other way."""

from itertools import islice
from typing import Any, Dict, Iterator

_MOST_FOUND = 1 << 16


def matched(parts: Dict[str, Any]) -> Any:
    """``parts`` are the attributes that structure.py told. ValueError where no call finds it."""
    for match in _candidates(parts):
        if match is not None and (match.regs, match.lastindex) == (parts["regs"], parts["lastindex"]):
            return match
    raise ValueError("no call of the pattern gives this match")


def _candidates(parts: Dict[str, Any]) -> Iterator[Any]:
    pattern, where = parts["re"], (parts["string"], parts["pos"], parts["endpos"])
    for method in (pattern.search, pattern.match, pattern.fullmatch):
        yield method(*where)
    yield from islice(pattern.finditer(*where), _MOST_FOUND)
