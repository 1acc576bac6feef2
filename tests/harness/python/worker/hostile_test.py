"""Hostile code under test: the right end for the right process, and nothing left running."""

import os
import signal
import time

import pytest
from client import LIMITS, Gone, case
from zygote_test import alive, gone, loaded


@pytest.fixture(autouse=True)
def hostile(zygote):
    loaded(zygote, "hostile:do")


def suffer(session, what, *more):
    """Runs a harmless case, the hostile one and what follows; the cells, or how it exited."""
    session.submit([case(None), case(what), *map(case, more)])
    try:
        return session.column()
    except Gone:
        return session.exited()


@pytest.mark.parametrize(
    "what,number",
    [("die", signal.SIGSEGV), ("kill_group", signal.SIGKILL), ("scribble", signal.SIGABRT)],
)
def test_a_signal_is_told_and_the_next_worker_is_fine(zygote, what, number):
    session = zygote.fork()
    exited = suffer(session, what)
    assert os.WTERMSIG(exited["status"]) == number
    assert exited["reason"] == "killed by " + number.name
    ticket, row, phase, check = session.marked()[:4]
    valid = check == ticket ^ row ^ phase ^ 0x4C53544B
    assert (ticket, row, phase, valid) == (1, 1, 2, True) if what != "scribble" else not valid
    assert suffer(zygote.fork(), None)[0].kind == 0


def test_leaving_is_told_with_its_place(zygote):
    session = zygote.fork()
    exited = suffer(session, "leave")
    assert exited["status"] == 0 and session.marked()[:3] == (1, 1, 2)


def test_a_stopped_or_endless_worker_can_be_killed(zygote):
    for what in ("stop", "loop"):
        session = zygote.fork()
        session.submit([case(what)])
        end = time.monotonic() + 20
        while session.marked()[2] != 2 and time.monotonic() < end:
            time.sleep(0.01)
        assert zygote.kill(session)["status"] == signal.SIGKILL
        assert gone(session.forked["worker"])


def test_killing_everybody_stays_inside(zygote):
    if zygote.hello["containment"] == "subreaper":
        pytest.skip("no PID namespace here")
    cells = suffer(zygote.fork(), "kill_everybody", None)
    assert [cell.kind for cell in cells] == [0, 0, 0] and zygote.process.poll() is None


def tasks_of(zygote):
    """Living processes that have the zygote among their ancestors."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit() and alive(int(name)):
            try:
                with open("/proc/%s/stat" % name) as file:
                    parents[int(name)] = int(file.read().rpartition(")")[2].split()[1])
            except OSError:
                pass
    found = set()
    for pid in parents:
        chain = [pid]
        while chain[-1] in parents and len(chain) < 100:
            chain.append(parents[chain[-1]])
        if zygote.process.pid in chain[1:]:
            found.add(pid)
    return found


def test_a_fork_bomb_is_bounded_and_gone(zygote):
    session = zygote.fork()
    cells = suffer(session, "bomb", None)
    assert [cell.kind for cell in cells] == [0, 0, 0]
    assert 10 < session.fetch(1, 1)[1] <= LIMITS["processes"]
    assert len(tasks_of(zygote)) > 10
    assert session.end()["status"] == 0
    assert not tasks_of(zygote)


def test_a_daemon_does_not_outlive_its_unit(zygote):
    session = zygote.fork()
    assert suffer(session, "daemon")[1].kind == 0
    session.end()
    assert not tasks_of(zygote)
    assert not called("ls-daemon")


@pytest.mark.parametrize("how", ["end", "kill"])
def test_what_is_no_child_of_its_worker_does_not_outlive_its_unit_either(zygote, how):
    session = zygote.fork()
    assert suffer(session, "sibling")[1].kind == 0
    if how == "end":
        session.end()
    else:
        zygote.kill(session)
    assert not called("ls-sibling")
    assert suffer(zygote.fork(), None)[0].kind == 0


def called(name):
    """The processes that have the name."""
    found = []
    for pid in os.listdir("/proc"):
        if pid.isdigit():
            try:
                with open("/proc/%s/comm" % pid) as file:
                    found += [pid] if file.read() == name + "\n" and alive(int(pid)) else []
            except OSError:
                pass
    return found


def test_low_descriptors_may_be_closed(zygote):
    session = zygote.fork()
    cells = suffer(session, "close_low", None)
    assert [cell.kind for cell in cells] == [0, 0, 0] and session.fetch(1, 1)[1] == "closed"


@pytest.mark.parametrize("what", ["close_all", "reopen_all"])
def test_a_tampered_descriptor_is_the_guard_s_case(zygote, what):
    session = zygote.fork(careful=True)
    exited = suffer(session, what, None)
    assert os.WEXITSTATUS(exited["status"]) == 119
    assert session.marked()[1] == 1 and b"descriptor" in session.marked()[5]


def test_a_forked_child_does_not_speak(zygote):
    session = zygote.fork()
    cells = suffer(session, "answer_twice", None)
    assert [cell.kind for cell in cells] == [0, 0, 0] and session.fetch(1, 1)[1] == "parent"
    assert session.run([case(None)], ticket=2)[0].kind == 0
    assert session.end()["status"] == 0


def test_memory_is_limited(zygote):
    session = zygote.fork(limits={**LIMITS, "memory": 4 << 30})
    cells = suffer(session, "allocate", None)
    assert [cell.kind for cell in cells] == [0, 1, 0]
    assert session.fetch(1, 1)[1][1][0] == "builtins:MemoryError"


def test_raw_output_is_limited(zygote):
    session = zygote.fork()
    cells = suffer(session, "flood", None)
    assert [cell.kind for cell in cells] == [0, 0, 0] and session.fetch(1, 1)[1] <= 64
    assert os.fstat(session.output).st_size <= 64 << 20


@pytest.mark.parametrize("what", ["patch", "patch_more"])
def test_patched_builtins_fool_nobody(zygote, what):
    if what == "patch_more" and zygote.hello["implementation"] == "pypy":
        pytest.skip("PyPy's own Python code looks them up")
    session = zygote.fork()
    cells = suffer(session, what, None, None)
    assert type(cells) is list, (cells, session.written())
    assert [cell.kind for cell in cells] == [0] * 4
    assert session.fetch(1, 1)[1] == "patched" and session.fetch(1, 3)[1] is None
    assert len({cell.exact for cell in cells[2:]} | {cells[0].exact}) == 1
    assert session.end()["status"] == 0


def test_endless_recursion_is_an_exception(zygote):
    session = zygote.fork()
    assert suffer(session, "bottomless", None)[1].kind == 1
    assert session.fetch(1, 1)[1][1][0] == "builtins:RecursionError"


@pytest.mark.parametrize("finalize,status", [(False, 0), (True, signal.SIGABRT)])
def test_a_crash_at_exit_is_seen_through_finalization(zygote, finalize, status):
    session = zygote.fork(finalize=finalize)
    assert suffer(session, "at_exit")[1].kind == 0
    assert session.end()["status"] & 0x7F == status and session.marked()[2] == 5
