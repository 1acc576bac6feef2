"""The workloads of the throughput benchmark: what is checked, over which inputs."""
from __future__ import annotations

import dataclasses
import importlib
import pathlib
import random
import sys
from typing import Any, Callable, List, Tuple

_HERE = pathlib.Path(__file__).resolve().parent
PATH = [_HERE / "ports", _HERE.parents[1] / "corpora" / "ports" / "recipes"]
sys.path[:0] = map(str, PATH)

Arguments = Tuple[Any, ...]


@dataclasses.dataclass(frozen=True)
class Workload:
    """One pair of functions, its domain as Lockstep and as Hypothesis draw it, and a plain draw."""

    name: str
    native: str
    port: str
    domain: str
    draw: Callable[[random.Random], Arguments]
    strategy: Callable[[Any], Any]  # from hypothesis.strategies

    def functions(self) -> Tuple[Callable, Callable]:
        """Native and port."""
        return _resolved(self.native), _resolved(self.port)

    def prebuilt(self, count: int) -> List[Arguments]:
        """`count` argument tuples, always the same."""
        source = random.Random(self.name)
        return [self.draw(source) for _ in range(count)]


def _resolved(name: str) -> Callable:
    module, _, qualified = name.partition(":")
    found = importlib.import_module(module)
    for part in qualified.split("."):
        found = getattr(found, part)
    return found


def _integer(source: random.Random) -> int:
    kind = source.random()
    if kind < 0.5:
        return source.randint(-100, 100)
    if kind < 0.9:
        return source.randint(-2**31, 2**31)
    return source.randint(-2**66, 2**66)


def _integers(source: random.Random) -> Arguments:
    return ([_integer(source) for _ in range(source.randint(0, 10))],)


def _text(source: random.Random, longest: int = 20) -> str:
    limit = source.choice((128, 128, 0x250, 0xD000))
    return "".join(chr(source.randrange(32, limit)) for _ in range(source.randint(0, longest)))


def _dictionary(source: random.Random) -> Arguments:
    def value():
        return source.choice((_integer(source), source.gauss(0, 1e6), _text(source, 8), None, True,
                              [_integer(source) for _ in range(source.randint(0, 3))]))
    return ({_text(source, 6): value() for _ in range(source.randint(0, 6))},)


def _dictionaries(st: Any) -> Any:
    value = (st.integers() | st.floats() | st.text(max_size=8) | st.none() | st.booleans()
             | st.lists(st.integers(), max_size=3))
    return st.tuples(st.dictionaries(st.text(max_size=6), value, max_size=6))


_DICTIONARY = ("obj: Annotated[dict[Annotated[str, MaxLen(6)], int | float | Annotated[str, MaxLen(8)]"
               " | None | bool | Annotated[list[int], MaxLen(3)]], MaxLen(6)]")

WORKLOADS = (
    Workload("sorted", "builtins:sorted", "bench_ports:ordered",
             "xs: Annotated[list[int], MaxLen(10)]", _integers,
             lambda st: st.tuples(st.lists(st.integers(), max_size=10))),
    Workload("str.upper", "builtins:str.upper", "bench_ports:upper",
             "s: Annotated[str, MaxLen(20)]", lambda source: (_text(source),),
             lambda st: st.tuples(st.text(max_size=20))),
    Workload("json.dumps", "json:dumps", "bench_ports:dumps", _DICTIONARY, _dictionary,
             _dictionaries),
    Workload("json.dumps pure", "json:dumps", "bench_pure_json:dumps", _DICTIONARY, _dictionary,
             _dictionaries),
)
