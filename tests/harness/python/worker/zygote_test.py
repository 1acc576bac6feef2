"""Zygote and worker, end to end over real sockets, under each interpreter there is."""

import os
import signal
import struct
import sys
import time

import pytest
from client import Codec, Gone, Zygote, case, codec, frames

from lockstep.worker.run.execute import rows_in_order
from lockstep.worker.values.item import Item

KEPT, REPLAY_DIFFERS, MUTATES, OUTPUT_SEEN, NOT_DELIVERED = 1, 2, 4, 8, 32


def loaded(zygote, target, **order):
    answer = zygote.load(target, **order)
    assert answer["ok"], answer
    return answer


def test_hello_and_loaded(zygote):
    assert zygote.hello["pid"] == zygote.process.pid
    assert zygote.hello["implementation"] in ("cpython", "pypy")
    answer = loaded(zygote, "plain:annotated")
    assert answer["signature"][0] == ["n", "POSITIONAL_OR_KEYWORD", None, "int"]
    assert 12345 in answer["constants"] and answer["doctests"][1] == "4"
    assert answer["sources"][0].endswith("plain.py") and answer["threads"] == 1


def test_a_bad_name_is_told(zygote):
    answer = zygote.load("plain:identitty")
    assert answer["ok"] is False and answer["kind"] == "name" and "'identity'" in answer["error"]


def test_a_stack_that_moved_the_process_is_the_usual_one_again_for_it_and_its_threads(zygote):
    usual = 4 << 20
    loaded(zygote, "plain:stacks", limits={"stack": usual})
    session = zygote.fork()
    session.run([case()])
    head, outcome, _ = session.fetch(session.ticket, 0)
    assert (head, outcome) == (0, "%d %d" % (usual, usual))


def test_limits_of_the_import_are_lifted_after_it(zygote):
    bounds = {"file": 2 << 20, "processes": 64}
    loaded(zygote, "writes_when_imported:wrote", limits={"import": bounds})
    session = zygote.fork(limits={"file": 8 << 20})
    session.run([case()])
    assert session.fetch(session.ticket, 0)[1] == (2 << 20, 8 << 20)


def test_values_exceptions_and_the_rest_of_a_batch(zygote):
    loaded(zygote, "plain:fail_oddly")
    session = zygote.fork()
    cells = session.run([case(1), case(), case(2)], ticket=9, first=4)
    assert [cell.kind for cell in cells] == [1, 1, 1] and (session.ticket, session.first) == (9, 4)
    assert all(cell.flags == KEPT and cell.effects == bytes(16) for cell in cells)
    assert cells[0].projected == cells[2].projected != cells[1].projected
    assert cells[0].exact != cells[2].exact
    head, outcome, effects = session.fetch(9, 4)
    assert head == 1 and outcome[1][0] == "plain:Odd" and outcome[1][2] == ("at 0x...", 1)
    assert outcome[1][3][1][0] == "builtins:KeyError" and effects == [None, [], [], "", False]
    assert session.fetch(9, 7) is None
    assert session.end()["status"] == 0
    assert session.marked()[:3] == (9, 6, 5)


def test_roles_meet_across_modules(zygote):
    loaded(zygote, "plain:fail_oddly", other="elsewhere:fail_oddly")
    cell = zygote.fork().run([case(1)])[0]
    nothing = Item.array([])
    item = Item.array(["<role>:Odd", nothing, (), None, None, nothing, {}, ""])
    role = Codec(lambda _: (19470, item), None)
    assert cell.projected == role.digest(b"\x01" + role.encode(ValueError()))


def test_mutation_and_aliasing_are_effects(zygote):
    loaded(zygote, "plain:append")
    session = zygote.fork()
    cells = session.run([case([1], 2), case([1], []), case((), 1)])
    assert cells[0].flags == KEPT | MUTATES and cells[2].kind == 1 and cells[2].flags == KEPT
    assert session.fetch(1, 0) == (0, [1, 2], [[[1, 2], 2], ["result is args[0]"], [], "", False])
    assert session.fetch(1, 1)[2][1] == ["result is args[0]"]


def test_the_same_object_twice(zygote):
    loaded(zygote, "plain:nested")
    session = zygote.fork()
    shared = bytes.fromhex("8183" + "60" + "82" + "d81c8101" + "d81d00" + "80")
    cells = session.run([case([1], [1]), shared, case([1], right=[2])])
    assert cells[0].exact == cells[1].exact and cells[0].effects != cells[1].effects
    assert not cells[1].flags & MUTATES
    assert session.fetch(1, 1)[2][1] == [
        "result[0] is args[0]",
        "result[1] is args[0]",
        'result[2]["k"] is args[0]',
    ]
    assert session.fetch(1, 2)[2][1][2] == 'result[2]["k"] is kwargs["right"]'


def test_iterators_as_arguments(zygote):
    loaded(zygote, "plain:first")
    session = zygote.fork()
    once = bytes.fromhex("8183" + "60" + "81" + "d94c0f84") + codec().encode("builtins:generator")
    cells = session.run([once + bytes.fromhex("0102f6" + "80"), case([1, 2])])
    assert [cell.kind for cell in cells] == [0, 0] and cells[0].exact == cells[1].exact
    assert cells[0].effects != bytes(16) == cells[1].effects and cells[0].flags == KEPT
    after = session.fetch(1, 0)[2]
    assert after[0] == [(19471, ["builtins:generator", 2, None])] and after[4] is True


def test_generators_are_compared_by_what_they_yield(zygote):
    loaded(zygote, "plain:evens")
    session = zygote.fork()
    session.run([case(5)])
    assert session.fetch(1, 0)[1] == (19471, ["builtins:generator", 0, 2, 4, None])


def test_output_and_warnings_are_effects(zygote):
    loaded(zygote, "plain:shout")
    session = zygote.fork()
    cells = session.run([case("hey"), case("hey"), case("x" * 100000)])
    warning = "DeprecationWarning: loud at 0x..."
    assert session.fetch(1, 0)[2] == [None, [], [warning] * 2, "hey\n!", False]
    assert cells[0].effects == cells[1].effects != cells[2].effects
    assert session.fetch(1, 2)[2][3].endswith("x[output cut]") and session.written() == b""
    assert not cells[0].flags & OUTPUT_SEEN


def test_raw_output_goes_to_the_output_file(zygote):
    loaded(zygote, "plain:raw")
    session = zygote.fork()
    assert session.run([case("hey")])[0].flags & OUTPUT_SEEN
    assert session.written() == b"hey"


def test_unencodable_is_an_outcome(zygote):
    loaded(zygote, "plain:nameless")
    session = zygote.fork()
    cell = session.run([case()])[0]
    head, reason, _ = session.fetch(1, 0)
    assert cell.kind == 4 and head == 2 and "lambda" in reason and cell.exact == cell.projected


def test_a_worker_has_its_own_state_and_order(zygote):
    loaded(zygote, "plain:count")
    one, two = zygote.fork(), zygote.fork(order=5)
    digests = [cell.exact for cell in one.run([case()] * 10)]
    shuffled = [cell.exact for cell in two.run([case()] * 10)]
    assert digests != shuffled and sorted(digests) == sorted(shuffled)
    assert [shuffled[row] for row in rows_in_order(10, 5, 1)] == digests
    assert [cell.exact for cell in zygote.fork().run([case()] * 10)] == digests


def test_replay_in_the_same_process(zygote):
    loaded(zygote, "plain:count")
    cells = zygote.fork(replay_every=2).run([case()] * 4, first=1)
    assert [bool(cell.flags & REPLAY_DIFFERS) for cell in cells] == [False, True, False, True]


def test_values_travel_with_the_column(zygote):
    loaded(zygote, "plain:total")
    session = zygote.fork(values=True)
    session.submit([case([1.5, 2]), case(5), case([1])])
    cells, rest = session.column_with_values()
    offsets = struct.unpack_from("<4I", rest)
    arena = rest[16:]
    assert [cell.kind for cell in cells] == [0, 1, 0] and offsets[1] == offsets[2]
    assert codec().decode(arena[: offsets[1]]) == 3.5 and codec().decode(arena[offsets[2] :]) == 1


def test_pickled_arguments_and_results(zygote):
    loaded(zygote, "plain:evens")
    session = zygote.fork(pickle=True)
    assert session.run([case(5)])[0].kind == 4
    assert session.fetch(1, 0)[1].startswith("pickle: ")
    generator = bytes.fromhex("8183" + "60" + "81" + "d94c0f82") + codec().encode("builtins:generator")
    cell = session.run([generator + bytes.fromhex("f680")])[0]
    assert (cell.kind, cell.flags) == (5, NOT_DELIVERED)


def test_pickled_results_are_equal_but_not_the_same(zygote):
    loaded(zygote, "plain:identity")
    plain, pickled = zygote.fork(), zygote.fork(pickle=True)
    cases = [case([1, {"a": (2.5, None)}])]
    one, two = plain.run(cases)[0], pickled.run(cases)[0]
    assert one.exact == two.exact and one.effects == two.effects


def broken_case():
    return bytes.fromhex("8183" + "60" + "81" + "d94c10") + codec().encode("1 / 0") + b"\x80"


def test_one_that_is_asked_about_assume_calls_nothing_else(zygote):
    loaded(zygote, "plain:identity", assume="plain:even")
    cells = zygote.fork(task="assume").run([case(1), case(2), case("x"), broken_case()])
    assert [cell.kind for cell in cells] == [5, 0, 5, 4]
    assert cells[0].flags == cells[2].flags == 32


def test_assume_filters_nothing_where_cases_are_called(zygote):
    loaded(zygote, "plain:identity", assume="plain:even")
    assert [cell.kind for cell in zygote.fork().run([case(1), case(2)])] == [0, 0]


def test_a_predicate_that_cannot_be_loaded_is_told_from_the_target(zygote):
    answer = zygote.load("plain:identity", assume="plain:evenn")
    assert not answer["ok"] and answer["error"].startswith("assume: module 'plain' has no attribute 'evenn'")


def test_an_empty_case_is_left_out(zygote):
    loaded(zygote, "plain:identity")
    cells = zygote.fork(values=True).run([case(1), b"", case(2)])
    assert [(cell.kind, cell.flags) for cell in cells] == [(0, 1), (5, 32), (0, 1)]


def test_an_expression_that_raises_is_not_delivered(zygote):
    loaded(zygote, "plain:identity")
    session = zygote.fork()
    cells = session.run([broken_case(), case(1)])
    assert [(cell.kind, cell.flags) for cell in cells] == [(5, 32), (0, 1)]
    assert session.fetch(1, 0)[:2] == (3, "ZeroDivisionError: division by zero")


def test_a_private_directory(zygote):
    loaded(zygote, "plain:where")
    one, two = zygote.fork(), zygote.fork()
    seen = []
    for session in (one, two):
        session.run([case()])
        cwd, home, temporary, names = session.fetch(1, 0)[1]
        assert cwd == home == temporary and names == ["left-behind"] and cwd != os.getcwd()
        session.end()
        seen.append(cwd)
        assert not os.path.exists(os.path.join(cwd, "left-behind"))
    if zygote.hello["mount"]:
        assert seen[0] == seen[1]


def test_results_beyond_the_depth_are_unencodable(zygote):
    loaded(zygote, "plain:deep")
    cells = zygote.fork().run([case(1999), case(2500)])
    assert [cell.kind for cell in cells] == [0, 4]


def test_a_killed_worker_is_told(zygote):
    loaded(zygote, "plain:identity")
    session = zygote.fork()
    exited = zygote.kill(session)
    assert exited["status"] == signal.SIGKILL and exited["pid"] == session.forked["pid"]
    with pytest.raises(Gone):
        session.channel.receive()
    other = zygote.fork()
    os.kill(other.forked["pid"], signal.SIGKILL)
    assert other.exited()["status"] == signal.SIGKILL


@pytest.mark.parametrize("damage", ["session", "sequence", "crc", "end", "length"])
def test_a_damaged_frame_ends_the_worker(zygote, damage):
    loaded(zygote, "plain:identity")
    session = zygote.fork()
    frame = bytearray(session.channel.writer.make(frames.FETCH, struct.pack("<II", 1, 1)))
    at = {"session": 8, "sequence": 16, "crc": len(frame) - 8, "end": len(frame) - 1, "length": 23}
    frame[at[damage]] ^= 0x40
    session.channel.socket.sendall(frame)
    assert os.WEXITSTATUS(session.exited()["status"]) == 118


def test_a_malformed_batch_ends_the_worker(zygote):
    loaded(zygote, "plain:identity")
    session = zygote.fork()
    session.run([case(1)])
    session.submit([case(1), b"\xa0"])
    assert os.WEXITSTATUS(session.exited()["status"]) == 118
    assert session.marked()[5].strip(b"\0")


def test_fork_without_a_target_is_refused(zygote):
    session = zygote.fork(wait=False)
    assert session.forked["pid"] == 0 and "loaded target" in session.forked["error"]


def alive(pid):
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def gone(*pids):
    end = time.monotonic() + 20
    while time.monotonic() < end and any(alive(pid) for pid in pids):
        time.sleep(0.01)
    return not any(alive(pid) for pid in pids)


@pytest.mark.parametrize("how", ["close", "kill"])
def test_nothing_is_left_when_the_harness_or_the_zygote_goes(zygote, how):
    loaded(zygote, "plain:identity")
    session = zygote.fork()
    if how == "close":
        zygote.channel.socket.shutdown(2)
    else:
        zygote.process.kill()
    zygote.process.wait(20)
    assert gone(session.forked["pid"], session.forked["worker"])


def test_signals_that_an_import_blocks_are_blocked_in_its_workers_alone(zygote):
    loaded(zygote, "blocks_signals:blocked")
    session = zygote.fork(finalize=True)
    session.run([case()])
    assert {signal.SIGCHLD, signal.SIGTERM} <= set(session.fetch(1, 0)[1])
    assert session.end()["status"] == 0


def test_fetch_after_a_small_cap(zygote):
    loaded(zygote, "plain:identity")
    session = zygote.fork(limits={"keep": 20})
    cells = session.run([case("x" * 100), case(1)])
    assert [cell.flags for cell in cells] == [0, KEPT]
    assert session.fetch(1, 0) is None and session.fetch(1, 1)[1] == 1


def test_layout_noise_moves_objects():
    places = []
    for layout in (0, 1, 2):
        made = Zygote(sys.executable)
        loaded(made, "builtins:id", layout=layout)
        session = made.fork()
        session.run([case([])])
        places.append(session.fetch(1, 0)[1] & 0xFFFF)
        made.stop()
    assert len(set(places)) > 1


def test_the_worker_s_pid_is_the_same_in_each_unit():
    for layout, pid in ((0, 2), (7, 107)):
        made = Zygote(sys.executable)
        if made.hello["containment"] != "namespace":
            pytest.skip("no PID namespace here")
        loaded(made, "os:getpid", layout=layout)
        for _ in range(3):
            session = made.fork()
            session.run([case()])
            assert session.fetch(1, 0)[1] == pid == session.pid
            session.end()
        made.stop()
