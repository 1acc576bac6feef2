# Puzzle: ports that give what native gives, at a price
"""Ports of dict.fromkeys as a list: four with a planted cost, four honest ones."""
import time

_kept = []


def native(xs):
    return list(dict.fromkeys(xs))


def grows(xs):
    """Looks through all that it has found for every item."""
    found = []
    for x in xs:
        if x not in found:
            found.append(x)
    return found


def leaks(xs):
    """Keeps 1 KB a call."""
    _kept.append(bytes(1000))
    return native(xs)


def holds_the_gil(xs):
    """One long call into C."""
    sum(range(8_000_000))
    return native(xs)


def ignores_interrupts(xs):
    """Starts again whatever happens."""
    end = time.process_time() + 0.02
    while True:
        try:
            while time.process_time() < end:
                pass
            return native(xs)
        except KeyboardInterrupt:
            pass


def with_a_set(xs):
    seen, found = set(), []
    for x in xs:
        if x not in seen:
            seen.add(x)
            found.append(x)
    return found


def with_a_dict(xs):
    found = {}
    for x in xs:
        found.setdefault(x)
    return [*found]


def slowly(xs):
    """Many times native's work, in proportion."""
    for _ in range(20):
        found = with_a_set(xs)
    return found


_cache = {}


def with_a_cache(xs):
    """Keeps results, each once."""
    key = tuple(xs)
    if key not in _cache:
        _cache[key] = native(xs)
    return list(_cache[key])
