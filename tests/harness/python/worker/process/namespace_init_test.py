"""The init of a PID namespace, in Python and as the extension has it: what is inside ends with it."""

import importlib.machinery
import importlib.util
import os
import pathlib
import signal
import time

import pytest
from lockstep.worker.process import libc
from lockstep.worker.process.namespace_init import Init
from lockstep.worker.process.processes import children

BUILT = pathlib.Path(os.environ.get("LOCKSTEP_BUILD", "build/release")) / "python"


def extension():
    for suffix in importlib.machinery.EXTENSION_SUFFIXES:
        path = BUILT / ("_lockstep" + suffix)
        if path.exists():
            spec = importlib.util.spec_from_file_location("_lockstep", str(path))
            found = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(found)
            return found
    return None


@pytest.fixture(params=["portable", "extension"])
def init(request):
    found = extension() if request.param == "extension" else None
    if request.param == "extension" and found is None:
        pytest.skip("there is no extension for this interpreter")
    own = os.open("/proc/self/ns/pid", os.O_RDONLY)
    try:
        made = Init(own, found)
    except OSError as error:
        pytest.skip("no PID namespace here: %s" % error)
    made.own, made.extension = own, found
    yield made
    os.close(own)


def inside(init, work):
    """Forks a process in the namespace; its number out here."""
    assert init.enter()
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(work() or 0)
        except BaseException:
            os._exit(99)
    assert libc.setns(init.own, libc.CLONE_NEWPID)
    return pid


def status_of(pid):
    return os.waitpid(pid, 0)[1]


def sleep_for_long():
    time.sleep(1000)


def leave_a_child():
    if os.fork() == 0:
        sleep_for_long()


def test_the_first_inside_is_the_second_of_the_namespace(init):
    assert status_of(inside(init, os.getpid)) == 2 << 8
    init.destroy()


def test_the_next_number_can_be_chosen_where_the_kernel_lets_us(init):
    init.count_from(77)
    number = status_of(inside(init, os.getpid)) >> 8
    assert number == 77 or os.getuid() != 0
    init.count_from(9)
    assert status_of(inside(init, os.getpid)) >> 8 in (9, number + 1)
    init.destroy()


def test_it_tells_whether_anything_is_left(init):
    assert init.alone()
    assert status_of(inside(init, leave_a_child)) == 0
    assert not init.alone()
    while not init.alone():  # what was killed is gone in a moment
        time.sleep(0.001)
    init.destroy()


def test_what_is_inside_ends_with_it(init):
    pid = inside(init, sleep_for_long)
    init.destroy_all(set())
    assert pid not in (children(os.getpid()) or [])


def test_nothing_inside_can_end_it(init):
    def attack():
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV, signal.SIGCHLD):
            os.kill(1, number)

    assert status_of(inside(init, attack)) == 0
    assert init.alone()
    init.destroy()


def test_it_serves_many_in_turn(init):
    for _ in range(20):
        assert init.count_from(2)
        assert status_of(inside(init, os.getpid)) >> 8 >= 2
        assert init.alone()
    init.destroy()


def test_it_holds_none_of_our_descriptors(init):
    reads, writes = os.pipe()
    other = Init(init.own, init.extension)
    os.close(writes)
    assert os.read(reads, 1) == b""  # nobody has the other end
    os.close(reads)
    other.destroy()
    init.destroy()


def test_it_ends_with_its_owner(init):
    reads, writes = os.pipe()
    owner = os.fork()
    if owner == 0:
        own = Init(init.own, init.extension)
        os.write(writes, b"%d" % own.pid)
        os._exit(0)
    assert status_of(owner) == 0
    pid = int(os.read(reads, 16))
    while os.path.exists("/proc/%d" % pid) and b"Z" not in open("/proc/%d/stat" % pid, "rb").read():
        time.sleep(0.001)
    init.destroy()


def test_without_the_right_to_there_is_none():
    if os.getuid() != 0:
        pytest.skip("only root gives rights away")
    pid = os.fork()
    if pid == 0:
        os.setuid(65534)
        own = os.open("/proc/self/ns/pid", os.O_RDONLY)
        refused = 0
        for how in (None, extension()):
            try:
                Init(own, how)
            except OSError:
                refused += 1
        os._exit(refused)
    assert status_of(pid) == 2 << 8 or extension() is None
