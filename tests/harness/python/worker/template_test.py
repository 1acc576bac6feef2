"""A template and its zygotes, end to end over real sockets, under each interpreter there is."""

import os
import pathlib
import signal
import tempfile

import pytest
from client import Gone, case

KILLS_ALL = """
import os, signal
try:
    os.kill(-1, signal.SIGKILL)
except OSError:
    os._exit(4)  # there is nobody
"""


@pytest.fixture
def room():
    """A directory that ordinary users read."""
    with tempfile.TemporaryDirectory() as made:
        os.chmod(made, 0o755)
        yield pathlib.Path(made)


def module(room, name, code):
    (room / (name + ".py")).write_text(code + "\ndef f(): return None\n")
    return {"target": name + ":f", "path": [str(room)]}


def test_its_zygotes_have_targets_of_their_own(template):
    one, other = template.bear(), template.bear()
    assert one.load("plain:identity")["ok"] and other.load("textwrap:dedent")["ok"]
    session, beside = one.fork(), other.fork()
    assert [cell.kind for cell in session.run([case(1)])] == [0]
    assert [cell.kind for cell in beside.run([case("  a")])] == [0]
    assert session.end()["status"] == beside.end()["status"] == 0
    assert one.stop() == other.stop() == 0


def test_each_begins_as_one_that_is_started_by_itself(template):
    for _ in range(3):
        zygote = template.bear()
        assert (zygote.hello["pid"], zygote.hello["mount"]) == (2, True)
        assert zygote.load("sys:getrecursionlimit")["threads"] == 1
        session = zygote.fork(number=77)
        session.run([case()])
        assert session.fetch(session.ticket, 0)[1] == 1000
        zygote.stop()


def test_how_an_import_ended_is_told_and_the_next_one_is_sound(template, room):
    for code, status in (
        ("import os; os._exit(3)", 3 << 8),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", signal.SIGKILL),
        (KILLS_ALL, 4 << 8),
    ):
        zygote = template.bear()
        with pytest.raises(Gone):
            zygote.load(**module(room, "ends%d" % status, code))
        assert zygote.ended() == status
    assert template.bear().load("plain:identity")["ok"]


def test_what_an_import_leaves_ends_with_it(template, room):
    zygote = template.bear()
    code = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(1000)"
    assert zygote.load(**module(room, "leaves", code))["ok"]
    assert zygote.kill_it() == signal.SIGKILL
    zygote.life.close()


def test_its_zygotes_end_with_it(template):
    zygote = template.bear()
    assert zygote.load("plain:identity")["ok"]
    session = zygote.fork()
    template.orders.shutdown(2)
    for channel in (session.channel, zygote.channel):
        with pytest.raises(Gone):
            while True:
                channel.receive()


def test_what_is_drawn_at_an_import_is_another_in_each(template, room):
    drawn = []
    for _ in range(2):
        zygote = template.bear()
        code = "import random\nDRAWN = random.random()\ndef drawn(): return DRAWN"
        order = module(room, "draws", code)
        assert zygote.load(**{**order, "target": "draws:drawn"})["ok"]
        session = zygote.fork()
        session.run([case()])
        drawn.append(session.fetch(session.ticket, 0)[1])
        zygote.stop()
    assert drawn[0] != drawn[1]
