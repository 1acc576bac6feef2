"""Arguments of a step that are what earlier steps gave."""

import re
from typing import Any, Callable, Dict, Iterable, List, Set

from ..values.expression import Expressions

_STEP = re.compile("o|r[1-9][0-9]*")


class Earlier:
    """Stands for what a step gave; ``text`` is how the case names it."""

    __slots__ = ("step", "text")

    def __init__(self, step: int, text: str) -> None:
        self.step = step
        self.text = text


class EarlierResults(Expressions):
    """Expressions of which `o` and `r3` are what steps gave."""

    def evaluate(self, text: str) -> Any:
        if _STEP.fullmatch(text):
            return Earlier(0 if text == "o" else int(text[1:]), text)
        return super().evaluate(text)


def used_by(values: Iterable[Any]) -> Set[int]:
    """The steps whose results these arguments use. Lists may hold themselves."""
    used: Set[int] = set()
    met: Set[int] = set()
    left = list(values)
    while left:
        value = left.pop()
        if type(value) is Earlier:
            used.add(value.step)
        elif type(value) in (list, tuple) and id(value) not in met:
            met.add(id(value))
            left += value
    return used


class Resolver:
    """Arguments with what ``given`` gives for each earlier step in them; those that use none are
    left as they are. ``used`` lists the steps."""

    def __init__(self, given: Callable[[int], Any]) -> None:
        self._given = given
        self._fresh: Dict[int, Any] = {}
        self.used: List[int] = []

    def __call__(self, value: Any) -> Any:
        kind = type(value)
        if kind is Earlier:
            self.used.append(value.step)
            return self._given(value.step)
        if kind not in (list, tuple) or not used_by([value]):
            return value
        if id(value) not in self._fresh:
            fresh = self._fresh[id(value)] = []  # before its items: one of them may be itself
            fresh += map(self, value)
            if kind is tuple:
                self._fresh[id(value)] = tuple(fresh)
        return self._fresh[id(value)]
