"""The zygote: imports the target once, then forks a worker for each unit.

Single-threaded and frozen; speaks control frames over its own socket (PROTOCOL.md).
"""

import array
import gc
import os
import resource
import select
import signal
import socket
import sys
import types
from _signal import SIG_BLOCK, SIGCHLD, SIGINT, SIGTERM, default_int_handler
from _signal import SIG_UNBLOCK  # type: ignore[attr-defined]  # typeshed: nothing of it
from _signal import pthread_sigmask as set_mask
from _signal import signal as set_signal
from typing import Any, Dict, List, NamedTuple, Optional, Set

from .ambient.ambient import grouped
from .ambient.handlers import handlers
from .ambient.interpreter_settings import interpreter_settings
from .ambient.module_settings import module_settings
from .ambient.patches import patches
from .equipment import Equipment, alone
from .process import containment, frames, knobs, libc, limits
from .process.command import Command
from .process.descriptors import make_way, raised
from .process.guards import BROKEN, bind_builtins
from .process.heap_layout import Noise
from .process.pid_namespace import FIRST_PID
from .process.processes import forget_signals
from .process.sandbox import Sandboxes
from .run.earlier import EarlierResults
from .run.sequences import set_stage
from .run.unit import Target, Worker
from .target import introspect
from .target.loader import Found, LoadFailed, load
from .target.survey import is_survey, survey
from .values.build import Build
from .values.codec import Codec
from .values.decoder import Malformed
from .values.expression import Expressions
from .values.identity import at_home
from .values.item import Unencodable
from .values.user_codecs import load_codecs

_RIGHTS = socket.CMSG_SPACE(3 * 4)
_HEARD = {SIGCHLD, SIGTERM}  # by the zygote, whatever the target's import has blocked
_LESS_NOISE = 2000  # what an import allocates lies between this and what was before it
_CLOEXEC = getattr(socket, "MSG_CMSG_CLOEXEC", 0)
# Laws of which both sides give what is native's: no class stands for another.
_OF_NATIVE_ALONE = ("translation-round-trip", "idempotence")


class Unit(NamedTuple):
    number: int
    contained: Any
    sandbox: Any
    group: Optional[limits.TaskGroup]


class Finish(Exception):
    """Raised in a worker that ends through interpreter finalization."""


def _no_structure(value: Any) -> Any:
    raise Unencodable(type(value).__name__)


def _predicate(name: str) -> Any:
    """Raises LoadFailed, which says that it is of ``assume``."""
    try:
        return load(name).value
    except LoadFailed as failure:
        raise LoadFailed(failure.kind, "assume: " + failure.error, failure.traceback) from None


class Zygote:
    def __init__(self, descriptor: int, session: int, known: Optional[Equipment] = None) -> None:
        self._descriptors = make_way()
        self._socket = socket.socket(fileno=raised(descriptor))
        self._reader = frames.FrameReader(session)
        self._writer = frames.FrameWriter(session)
        self._rights: List[int] = []
        self._units: Dict[int, Unit] = {}
        self._target: Optional[Target] = None
        self._command: Optional[Command] = None  # in the target's place
        known = known or alone()
        self._extension = known.extension
        kind = self._extension.Codec if self._extension else Codec
        self._codec = kind(_no_structure, lambda tag, payload: _no_structure(payload))
        self._patches = known.patches
        self._containment = containment.Containment(self._extension)
        self._groups = limits.TaskGroups("lockstep-" + os.urandom(6).hex())
        self._sandboxes = known.sandboxes or Sandboxes(self._containment.way != containment.SUBREAPER)
        self._noise = known.noise
        self._first_pid = FIRST_PID
        self._wake: List[int] = []
        self._blocked: Set[Any] = set()  # of these signals, by the target's import
        self._is_worker = False

    # The conversation.

    def run(self) -> None:
        """Until ``stop`` or the end of the control socket; raises Finish in a worker."""
        self._send(frames.HELLO, self._hello())
        try:
            while self._wait():
                data = self._read()
                if not data:
                    return
                self._reader.feed(data)
                frame = self._reader.next()
                while frame is not None:
                    if frame[0] == frames.STOP:
                        return
                    self._take(frame[0], self._codec.decode(frame[1]))
                    frame = self._reader.next()
        except (frames.BadFrame, Malformed, ConnectionError):
            return  # a peer that is gone, or none of ours
        finally:
            if not self._is_worker:
                self._end_units()

    def _wait(self) -> bool:
        """Waits for the harness; reaps meanwhile."""
        while True:
            self._reap()
            poll = select.poll()
            poll.register(self._socket.fileno(), select.POLLIN)
            for number in self._wake[:1]:
                poll.register(number, select.POLLIN)
            ready = [number for number, _ in poll.poll()]
            if self._wake and self._wake[0] in ready:
                os.read(self._wake[0], 512)
                self._reap()
            if self._socket.fileno() in ready:
                return True

    def _read(self) -> bytes:
        data, ancillary, _, _ = self._socket.recvmsg(1 << 16, _RIGHTS, _CLOEXEC)
        for level, kind, rights in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                numbers = array.array("i")
                numbers.frombytes(rights[: len(rights) - len(rights) % numbers.itemsize])
                self._rights += [raised(number) for number in numbers]
        return data

    def _send(self, kind: int, payload: Dict[str, Any]) -> None:
        self._socket.sendall(self._writer.make(kind, self._codec.encode(payload)))

    def _take(self, kind: int, order: Dict[str, Any]) -> None:
        if kind == frames.LOAD:
            self._send(frames.LOADED, self._load(order))
        elif kind == frames.FORK:
            self._fork(order)
        elif kind == frames.KILL:
            unit = self._units.get(order["unit"])
            if unit is not None:
                unit.contained.kill()
        else:
            raise frames.BadFrame("control frame %d" % kind)

    def _hello(self) -> Dict[str, Any]:
        self._pid = os.getpid()
        return {
            "version": "%d.%d.%d" % sys.version_info[:3],
            "implementation": sys.implementation.name,
            "executable": sys.executable or "",
            "extension": self._extension is not None,
            "pid": self._pid,
            "aslr": libc.randomizes_addresses(),
            "platform": "%s-%s" % (sys.platform, os.uname().machine),
            "containment": self._containment.way,
            "mount": self._sandboxes.path is not None,
        }

    # Loading.

    def _load(self, order: Dict[str, Any]) -> Dict[str, Any]:
        libc.die_with_parent(signal.SIGKILL)
        bounds = order.get("limits") or {}
        if order.get("contained"):
            self._sandboxes.furnish(bounds.get("disk"))
        if bounds.get("memory") is not None:
            limits.limit(resource.RLIMIT_AS, bounds["memory"], hard=False)
        if bounds.get("stack") is not None:
            limits.limit(resource.RLIMIT_STACK, bounds["stack"], hard=False)
            libc.set_stack_of_threads(bounds["stack"])
        sys.path[:0] = [entry for entry in order.get("path") or [] if entry not in sys.path]
        os.environ.pop("PYTHONMALLOC", None)  # the harness's way to another layout
        if order.get("layout"):
            if self._noise is None:
                self._noise = Noise(order["layout"])
                self._noise.make()
            self._first_pid = 100 + order["layout"] % 20000
        pin = knobs.pinning()
        try:
            with limits.While(bounds.get("import") or {}, self._groups):
                loaded = self._import(order)
            pin()
        except LoadFailed as failure:
            return {
                "ok": False,
                "kind": failure.kind,
                "error": failure.error,
                "traceback": failure.traceback,
            }
        if self._noise is not None:
            self._noise.make(_LESS_NOISE)
        self._settle()
        return loaded

    def _import(self, order: Dict[str, Any]) -> Dict[str, Any]:
        if order.get("command"):
            self._command = Command(order["command"], order["target"])
            return {"ok": True, "kind": None, "error": None, "traceback": None}
        bind_builtins()
        if is_survey(order["target"]):
            members = survey(order["target"])
            return {"ok": True, "kind": None, "error": None, "traceback": None, "members": members}
        found = look(order)
        if not callable(found.value):
            raise LoadFailed("name", "%s is not callable" % order["target"])
        assume = order.get("assume")
        predicate = _predicate(assume) if assume else None
        if order.get("brief"):
            about = introspect.brief(found.value, found.module)
        else:
            about = introspect.about(found.value, found.module, order["target"])
        others = [order.get("other"), *(order.get("beside") or [])]
        modules = introspect.own_modules(found.value, order["target"], others)
        if order.get("law") in _OF_NATIVE_ALONE:
            modules = []
        at_home(found.value, introspect.own_modules(found.value, order["target"], ()))
        codecs = load_codecs(order["codecs"]) if order.get("codecs") else None
        sequence = order.get("sequence")
        compared = [other for other in others if other]
        stage = None if sequence is None else set_stage(sequence, found, codecs, compared)
        expressions = Expressions if stage is None else EarlierResults
        parts = interpreter_settings() + module_settings()
        parts += patches(order["target"], self._extension, self._patches)
        self._target = Target(
            found.value,
            Build(expressions(found.module)),
            predicate,
            order.get("exceptions") or "type",
            modules,
            self._extension,
            codecs,
            stage,
            parts,
            grouped(parts + handlers()),
            about["sources"],
        )
        answer = {"ok": True, "kind": None, "error": None, "traceback": None}
        return {**answer, **about, "modules": modules}

    def _settle(self) -> None:
        """Ready to fork: collected, frozen, woken by the end of children and by the parent's."""
        self._sandboxes.settle()
        parent = os.getppid()
        libc.die_with_parent(signal.SIGTERM)
        signal.signal(signal.SIGTERM, lambda *_: os.getppid() != parent and os._exit(0))
        self._wake = [raised(number) for number in os.pipe()]
        for number in self._wake:
            os.set_blocking(number, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._blocked = set_mask(SIG_UNBLOCK, _HEARD) & _HEARD
        signal.set_wakeup_fd(self._wake[1], warn_on_full_buffer=False)
        gc.collect()
        if hasattr(gc, "freeze"):
            gc.freeze()

    # Units.

    def _fork(self, order: Dict[str, Any]) -> None:
        number = order["unit"]
        rights, self._rights = self._rights[:3], self._rights[3:]
        answer = {"unit": number, "pid": 0, "worker": 0, "error": None}
        sandbox, group = self._sandboxes.take(), self._group(order)
        try:
            if (self._target or self._command) is None or len(rights) != 3:
                raise OSError("fork needs a loaded target and three descriptors")
            work = lambda: self._work(order, rights, sandbox, group)  # noqa: E731
            contained = self._containment.start(work, order.get("number") or self._first_pid)
            if contained is None:
                raise Finish
            self._units[number] = Unit(number, contained, sandbox, group)
            answer.update(pid=contained.keeper, worker=contained.worker)
        except OSError as error:
            sandbox.remove()
            self._groups.give_back(group)
            answer["error"] = str(error)
        for descriptor in rights:
            os.close(descriptor)
        self._send(frames.FORKED, answer)

    def _group(self, order: Dict[str, Any]) -> Optional[limits.TaskGroup]:
        tasks = (order.get("limits") or {}).get("processes")
        if tasks is None:
            return None
        return self._groups.take(tasks)

    def _work(
        self, order: Dict[str, Any], rights: List[int], sandbox: Any, group: Optional[Any]
    ) -> None:
        """The worker's life, from fork to exit; returns only to be finalized."""
        try:
            bounds = order.get("limits") or {}
            self._leave_zygote()
            os.setsid()
            if bounds.get("processes") is not None and (group is None or not group.enter()):
                limits.limit_tasks_of_user(bounds["processes"])
            sandbox.enter(bounds.get("disk"))
            self._take_seats(rights[2])
            worker = Worker(self._target, order, *rights) if self._target else None
            limits.apply({"descriptors": self._descriptors, **bounds})
            if self._command is not None:
                self._command.become(rights[0], order["session"])
            gc.collect()
            if hasattr(gc, "freeze"):
                gc.freeze()
        except BaseException as error:
            os.write(rights[2], ("worker did not start: %r\n" % (error,)).encode())
            os._exit(BROKEN)
        assert worker is not None
        worker.serve()

    def _leave_zygote(self) -> None:
        self._is_worker = True
        forget_signals()
        set_signal(SIGINT, default_int_handler)
        if self._blocked:
            set_mask(SIG_BLOCK, self._blocked)
        self._socket.close()
        for descriptor in self._wake:
            os.close(descriptor)
        self._units.clear()

    @staticmethod
    def _take_seats(output: int) -> None:
        """Puts the descriptors where they belong: 0 empty, 1 and 2 the output file."""
        empty = os.open(os.devnull, os.O_RDONLY)
        os.dup2(empty, 0)
        if empty > 2:
            os.close(empty)
        os.dup2(output, 1)
        os.dup2(output, 2)

    def _reap(self) -> None:
        for unit in list(self._units.values()):
            pid, status = os.waitpid(unit.contained.child(), os.WNOHANG)
            if pid:
                unit.contained.ended(status)
                self._close(unit)

    def _close(self, unit: Unit) -> None:
        del self._units[unit.number]
        self._groups.give_back(unit.group)
        unit.sandbox.remove()
        status = unit.contained.status
        answer = {"unit": unit.number, "pid": unit.contained.keeper, "status": status}
        self._send(frames.EXITED, {**answer, "reason": reason(status)})

    def _end_units(self) -> None:
        self._socket.close()
        for unit in list(self._units.values()):
            unit.contained.kill()
        for unit in list(self._units.values()):
            unit.contained.ended(os.waitpid(unit.contained.child(), 0)[1])
            unit.sandbox.remove()
        self._containment.end()
        self._groups.remove()


def look(order: Dict[str, Any]) -> Found:
    """What is called: the target itself, unless translations or a law stand between. Raises
    LoadFailed."""
    target, law, mappings = order["target"], order.get("law") or "", order.get("mappings") or []
    if not law and not mappings:
        return load(target)
    from ..sides import side  # few need it

    subset, other = order.get("subset") or [], order.get("other") or ""
    stateful = order.get("sequence") is not None
    value = side(target, order.get("role") or "port", law, mappings, subset, other, stateful)
    name = target.partition(":")[0]
    # A port that was moved has no module there.
    return Found(value, sys.modules.get(name) or types.ModuleType(name))


def reason(status: int) -> str:
    """How a process ended, in words."""
    if status < 0:
        return "unknown"
    if os.WIFSIGNALED(status):
        try:
            return "killed by " + signal.Signals(os.WTERMSIG(status)).name
        except ValueError:
            return "killed by signal %d" % os.WTERMSIG(status)
    return "exit status %d" % os.WEXITSTATUS(status)
