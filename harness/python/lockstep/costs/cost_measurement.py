"""Measures one implementation: what its calls cost, and how it behaves while it runs.

Runs alone in a process, as a script: nothing here speaks the worker's protocol. Each stage prints
a line of JSON behind the order's mark, so that what a later stage does not survive leaves the
earlier ones. Times are CPU times wherever the clock on the wall would see the machine's other work.
"""

import gc
import itertools
import json
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

from ..worker.run.execute import Arguments, parse_case
from ..worker.target.loader import load
from ..worker.values.build import Build
from ..worker.values.codec import Codec
from ..worker.values.expression import Expressions
from ..worker.values.item import Structured, Unencodable
from ..worker.values.user_codecs import load_codecs

try:
    import tracemalloc
except ImportError:  # PyPy
    tracemalloc = None  # type: ignore[assignment]  # what is a module cannot be declared to be none

_SLICE = 0.01  # seconds of CPU that one measurement takes at least
_MOST_CALLS = 4000
_ROUNDS = 3
_PATIENCE = 1.5  # seconds on the wall for one number
_LONGEST = 0.4  # of one call: a longer input is not tried
_TRACED = 0.03  # of one call: tracing allocations makes it many times as long
_WINDOWS = 4
_WINDOW = 0.08
_MANY_PAGES = 16
_NAP = 0.001
_WATCH = 0.25
_WATCHES = 3
_STRIKES = 8
_STRIKING = 5.0
_DRAINED = 1 << 20
_PAGE = os.sysconf("SC_PAGE_SIZE")


def _no_structure(value: Any) -> Structured:
    raise Unencodable(type(value).__name__)  # cases are only read here


class Subject:
    """The function under appraisal with its cases, which are made afresh for every call."""

    def __init__(self, order: Dict[str, Any]) -> None:
        found = load(order["target"])
        if order.get("codecs"):
            load_codecs(order["codecs"])
        self.function: Callable[..., Any] = found.value
        self._codec = Codec(_no_structure, Build(Expressions(found.module)))
        self._pickles: Dict[bytes, Optional[bytes]] = {}

    def made(self, case: bytes) -> Arguments:
        """Fresh arguments; pickle is many times as fast as decoding, where it can."""
        if case not in self._pickles:
            arguments = parse_case(self._codec.decode(case))
            try:
                self._pickles[case] = pickle.dumps((arguments.args, arguments.kwargs), 4)
            except Exception:
                self._pickles[case] = None
        pickled = self._pickles[case]
        if pickled is None:
            return parse_case(self._codec.decode(case))
        args, kwargs = pickle.loads(pickled)
        return Arguments(args, kwargs, False)

    def call(self, arguments: Arguments) -> Any:
        return drained(self.function(*arguments.args, **arguments.kwargs))

    def returning(self, cases: List[str]) -> List[bytes]:
        """The cases that give a result; what raises tells little of the cost."""
        good = []
        for case in map(bytes.fromhex, cases):
            try:
                self.call(self.made(case))
            except Exception:
                continue
            good.append(case)
        return good


def drained(result: Any) -> Any:
    """An iterator has done its work when it has been read."""
    if hasattr(type(result), "__next__"):
        deque(itertools.islice(result, _DRAINED), maxlen=0)
    return result


def cpu_of_call(subject: Subject, cases: List[bytes]) -> float:
    """Seconds of CPU of a call: the least of several rounds' means."""
    repeats = 1
    best = None
    end = time.perf_counter() + _PATIENCE
    for _ in range(_ROUNDS * 3):
        if best is not None and time.perf_counter() > end:
            break
        calls = [subject.made(case) for _ in range(repeats) for case in cases]
        begin = time.process_time()
        for arguments in calls:
            subject.call(arguments)
        spent = time.process_time() - begin
        best = min(spent / len(calls), spent if best is None else best)
        if spent > 10 * _SLICE:
            break
        if spent < _SLICE and len(calls) < _MOST_CALLS:
            repeats *= 2 if spent > _SLICE / 4 else 4
            best = None
    return best if best is not None else spent / len(calls)


def marshalling(subject: Subject, cases: List[bytes]) -> Dict[str, Any]:
    """Arguments to another process and the result back, by pickle."""
    size, loads = 0, []
    for case in cases:
        arguments = subject.made(case)
        sent = pickle.dumps((arguments.args, arguments.kwargs), 4)
        result = subject.function(*arguments.args, **arguments.kwargs)
        pickle.loads(pickle.dumps(result, 4))
        size += len(sent) + len(pickle.dumps(result, 4))
        loads.append((pickle.loads(sent), result))
    best: Optional[float] = None
    for _ in range(_ROUNDS):
        begin, count = time.process_time(), 0
        while time.process_time() - begin < _SLICE:
            for pair in loads:
                for half in pair:
                    pickle.loads(pickle.dumps(half, 4))
                count += 1
        spent = (time.process_time() - begin) / count
        best = spent if best is None else min(best, spent)
    return {"marshalling": best, "bytes": size / len(cases)}


def sweep(subject: Subject, order: Dict[str, Any]) -> Iterator[Tuple[int, float]]:
    """The cost of a call by the length of its input."""
    for length, listed in order["sweep"]:
        cases = subject.returning(listed)
        if not cases:
            return
        spent = cpu_of_call(subject, cases)
        yield length, spent
        if spent > _LONGEST:
            return


def peak(subject: Subject, case: bytes) -> Optional[int]:
    """Bytes that one call has allocated at once, beside its arguments."""
    if tracemalloc is None:
        return None
    arguments = subject.made(case)
    tracemalloc.start()
    try:
        subject.call(arguments)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _resident() -> int:
    with open("/proc/self/statm", "rb") as file:
        fields = file.read().split()
    return (int(fields[1]) - int(fields[2])) * _PAGE


def growth(subject: Subject, cases: List[bytes], call: float) -> float:
    """Bytes that every further call leaves behind: the least of several windows, in each of which
    the same calls are made that have been made before."""
    calls = max(1, min(_MOST_CALLS // 2, int(_WINDOW / max(call, 1e-7))))
    turn = list(itertools.islice(itertools.cycle(cases), calls))
    resident = _least_step(subject, turn, _resident)
    if resident >= _PAGE * _MANY_PAGES:
        return resident / calls
    blocks = getattr(sys, "getallocatedblocks", None)  # exact, where there is one
    if blocks is None or tracemalloc is None or _least_step(subject, turn, blocks) * 2 < calls:
        return 0.0
    tracemalloc.start()
    try:
        few = turn[: max(1, calls // 8)]
        return _least_step(subject, few, lambda: tracemalloc.get_traced_memory()[0]) / len(few)
    finally:
        tracemalloc.stop()


def _least_step(subject: Subject, turn: List[bytes], measure: Callable[[], int]) -> int:
    """The least that the measure has risen by in a window; the first is a cache's."""
    marks = []
    for _ in range(_WINDOWS + 2):
        for case in turn:
            subject.call(subject.made(case))
        gc.collect()
        marks.append(measure())
    return min(after - before for before, after in zip(marks[1:], marks[2:]))


class Watcher(threading.Thread):
    """Another thread that wants to run every millisecond, and how long it is kept waiting."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(daemon=True)
        self._clock = clock
        self.ended = False
        self.waited = self.elapsed = self.longest = self.longest_of_cpu = 0.0

    def run(self) -> None:
        while not self.ended:
            begin, cpu = time.perf_counter(), self._clock()
            time.sleep(_NAP)
            elapsed = time.perf_counter() - begin
            self.elapsed += elapsed
            self.waited += max(0.0, elapsed - _NAP)
            self.longest = max(self.longest, elapsed - _NAP)
            self.longest_of_cpu = max(self.longest_of_cpu, self._clock() - cpu)

    def __enter__(self) -> "Watcher":
        self.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.ended = True
        self.join(5)

    @property
    def share(self) -> float:
        return self.waited / self.elapsed if self.elapsed else 0.0


def _clock_of_main() -> Callable[[], float]:
    try:
        main: Any = threading.main_thread().ident
        number = time.pthread_getcpuclockid(main)
        time.clock_gettime(number)
    except (AttributeError, OSError):
        return time.process_time
    return lambda: time.clock_gettime(number)


def gil(subject: Subject, case: bytes) -> Dict[str, float]:
    """How much another thread waits while calls are made, beyond what it waits anyway."""
    clock = _clock_of_main()
    with Watcher(clock) as idle:
        time.sleep(_WATCH / 2)
    shares, stalls = [], []
    for _ in range(_WATCHES):
        with Watcher(clock) as watcher:
            end = time.perf_counter() + _WATCH
            while time.perf_counter() < end:
                subject.call(subject.made(case))
        shares.append(watcher.share)
        # A second on the wall may be the machine's; a second of our own CPU is not.
        asleep = watcher.longest if watcher.longest > 0.5 + 10 * idle.longest else 0.0
        stalls.append(max(watcher.longest_of_cpu, asleep))
    return {"gil_share": max(0.0, min(shares) - idle.share), "stall": min(stalls)}


class Strike:
    """One interrupt, sent by another process, and what became of it."""

    def __init__(self, delay: float) -> None:
        self.in_call = False
        self.fired_in_call: Optional[bool] = None
        signal.signal(signal.SIGINT, self._arrive)
        here, there = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            time.sleep(delay)
            os.write(there, repr(time.perf_counter()).encode())
            os.kill(os.getppid(), signal.SIGINT)
            os._exit(0)
        os.close(there)
        self._here = here

    def _arrive(self, *_: Any) -> None:
        self.fired_in_call = self.in_call
        if self.in_call:
            raise KeyboardInterrupt

    def is_sent(self) -> bool:
        return self._child == 0 or self._reap(os.WNOHANG)

    def _reap(self, how: int) -> bool:
        if self._child and os.waitpid(self._child, how)[0]:
            self._child = 0
        return self._child == 0

    def sent_at(self) -> float:
        """The clock when it was sent; to be asked once."""
        self._reap(0)
        at = float(os.read(self._here, 64) or b"0")
        os.close(self._here)
        return at


def struck(subject: Subject, case: bytes, delay: float) -> Tuple[Optional[bool], float]:
    """Whether an interrupt that came during a call ended it (None: it came between two calls), and
    after how long."""
    strike = Strike(delay)
    outcome: Optional[bool] = None
    try:
        while strike.fired_in_call is None:
            arguments, before = subject.made(case), strike.is_sent()
            strike.in_call = True
            subject.call(arguments)
            strike.in_call = False
            if before and strike.fired_in_call is None:
                outcome = False  # it was sent before this call, and has had no effect
                break
            if strike.fired_in_call:
                outcome = False  # it was raised in there, and the call returned all the same
    except KeyboardInterrupt:
        outcome = True
    effect = time.perf_counter()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return outcome, max(0.0, effect - strike.sent_at())


def interruption(subject: Subject, case: bytes, call: float) -> Dict[str, Any]:
    """What interrupts do that come during a call. A call that swallows them is left to return."""
    interrupts = ignored = 0
    latency = 0.0
    end = time.perf_counter() + _STRIKING
    for turn in range(4 * _STRIKES):
        if interrupts == _STRIKES or time.perf_counter() > end:
            break
        outcome, after = struck(subject, case, 0.002 + min(call, 0.2) * (turn % 5 + 1) / 6)
        if outcome is None:
            continue
        interrupts += 1
        ignored += not outcome
        latency = max(latency, after)
    return {"interrupts": interrupts, "ignored": ignored, "latency": latency}


def measure_costs(order: Dict[str, Any], tell: Callable[..., None]) -> None:
    subject = Subject(order)
    usual = subject.returning(order["usual"])
    if not usual:
        tell(unmeasured="every call raised")
        return
    call = cpu_of_call(subject, usual)
    tell(call=call)
    try:
        tell(**marshalling(subject, usual))
    except Exception as error:
        tell(unpicklable="%s: %s" % (type(error).__name__, error))
    points = list(sweep(subject, order))
    tell(sweep=points)
    largest, longest = usual[-1], call
    for (_, spent), (_, listed) in zip(points, order["sweep"]):
        largest, longest = subject.returning(listed)[0], spent
        if longest <= _TRACED:
            tell(peak=peak(subject, largest))
    tell(growth=growth(subject, usual, call))
    tell(**gil(subject, largest))
    tell(striking=True)
    tell(**interruption(subject, largest, longest))
    tell(done=True)


def main(order: Dict[str, Any]) -> None:
    """Prints the stages, each behind ``order["mark"]``; whatever the function prints is lost."""
    out = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)

    def tell(**facts: Any) -> None:
        os.write(out, (order["mark"] + json.dumps(facts) + "\n").encode())

    sys.path[:0] = [entry for entry in order["path"] if entry not in sys.path]
    try:
        measure_costs(order, tell)
    except BaseException as error:
        tell(failed="%s: %s" % (type(error).__name__, error))
    os._exit(0)
