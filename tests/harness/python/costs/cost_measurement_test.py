"""Measuring one implementation: figures of a known function, and the worst of ports."""
import ctypes
import json
import subprocess
import sys
import time

import pytest
from client import PACKAGE

from lockstep.costs import cost_measurement
from lockstep.worker.values.codec import Codec
from lockstep.worker.values.structure import Structure

_codec = Codec(Structure(64, None), None)


def case(*args):
    return _codec.encode([["", list(args), []]]).hex()


class Plain:
    """A subject without an order."""

    made = staticmethod(lambda case: cost_measurement.Arguments(list(case), {}, False))
    call = cost_measurement.Subject.call

    def __init__(self, function):
        self.function = function


def told(target, path, **order):
    """What the stages told, run as the harness runs them."""
    whole = {"target": target, "path": [str(path)], "codecs": [], "mark": "M ", "sweep": [], **order}
    source = ("import sys\nsys.path.append(%r)\nfrom lockstep.costs.cost_measurement import main\nmain(%r)\n"
              % (PACKAGE, whole))
    done = subprocess.run([sys.executable, "-c", source], stdout=subprocess.PIPE, timeout=120)
    facts = {}
    for line in done.stdout.decode().splitlines():
        assert line.startswith("M "), line
        facts.update(json.loads(line[2:]))
    return facts


def test_every_stage_tells_its_figures(tmp_path):
    (tmp_path / "quiet.py").write_text("def f(xs):\n    print('noise')\n    return sorted(xs)\n")
    facts = told("quiet:f", tmp_path, usual=[case([3, 1, 2])],
                 sweep=[[n, [case(list(range(n)))]] for n in (16, 64)])
    assert facts["done"] and facts["call"] > 0 and facts["bytes"] > 0
    assert [length for length, _ in facts["sweep"]] == [16, 64]
    assert facts["growth"] < 64 and facts["ignored"] < 2


def test_a_function_that_always_raises_is_not_measured():
    facts = told("math:sqrt", ".", usual=[case(-1.0)])
    assert facts == {"unmeasured": "every call raised"}


def test_results_that_pickle_refuses_do_not_end_the_measurement(tmp_path):
    (tmp_path / "lambdas.py").write_text("def f(x):\n    return lambda: x\n")
    facts = told("lambdas:f", tmp_path, usual=[case(1)])
    assert "unpicklable" in facts and "done" in facts, facts


def test_growth_counts_what_every_call_leaves_and_not_a_cache():
    kept, cache = [], {}
    leaks = Plain(lambda x: kept.append(bytes(1000)))
    assert 900 < cost_measurement.growth(leaks, [(1,), (2,)], 1e-5) < 1300
    caches = Plain(lambda x: cache.setdefault(x, bytes(1000)))
    assert cost_measurement.growth(caches, [(1,), (2,)], 1e-5) < 64


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="asks for CPython's GIL")
def test_a_call_that_holds_the_gil_stalls_others_and_python_code_does_not():
    def python(milliseconds):
        end = time.process_time() + milliseconds / 1000
        while time.process_time() < end:
            pass
    holds = Plain(lambda x: sum(range(8_000_000)))
    assert cost_measurement.gil(holds, (1,))["stall"] > 0.05
    assert cost_measurement.gil(Plain(python), (60,))["stall"] < 0.05


@pytest.fixture
def interrupts():
    import signal
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def _works(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def _swallows(seconds):
    left = 3
    while left:
        try:
            _works(seconds / 3)
            left -= 1
        except KeyboardInterrupt:
            pass


def _masks(seconds):
    import signal
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _works(seconds)


def test_interrupts_that_are_ignored_are_counted(interrupts):
    for function, ignores in [(_works, False), (_swallows, True), (_masks, True)]:
        found = cost_measurement.interruption(Plain(function), (0.05,), 0.05)
        assert (found["ignored"] >= 2) is ignores, (function, found)


def test_a_call_that_sleeps_holding_the_gil():
    if sys.implementation.name != "cpython":
        pytest.skip("asks for CPython's GIL")
    library = ctypes.PyDLL(None)
    stalled = cost_measurement.gil(Plain(lambda x: library.usleep(650_000)), (1,))
    assert stalled["stall"] > 0.5


def test_an_iterator_is_read_to_its_end():
    seen = []
    cost_measurement.drained(seen.append(x) for x in range(5))
    assert seen == [0, 1, 2, 3, 4]
