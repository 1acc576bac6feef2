"""Ports that live elsewhere, as a user checks them: JavaScript, Perl, and native code in C++ and C keep
the protocol and every law; a planted defect in each is found, with a script that shows it."""
import json
import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from tests.support import program  # noqa: E402
from tests.support.report import validate  # noqa: E402

CORPORA = program.ROOT / "corpora" / "ports"
BUILT = program.binary().parent / "ports"  # native code, beside its manifest
FAKE = program.ROOT / "tests" / "support" / "fake_peer.py"
PEERS = {
    "node": ["node", CORPORA / "node" / "ports.js"],
    "perl": ["perl", CORPORA / "perl" / "ports.pl"],
    "list": [BUILT / "list.so"],
    "crc32": [BUILT / "crc32.so"],
}
MANIFESTS = {"node": CORPORA / "node", "perl": CORPORA / "perl", "native code": BUILT / "ports.toml"}
TEXT = "Annotated[str, Alphabet('ab')]"
PLANTED = {
    "node": ["builtins:sorted", "--command", f"node {HERE}/planted.js", "--args", "items: list[int], /"],
    "perl": ["builtins:str.partition", "--command", f"perl {HERE}/planted.pl",
             "--args", f"text: {TEXT}, sep: Annotated[{TEXT}, MaxLen(1)], /"],
    "list": ["lists:part", "--library", BUILT / "list_planted.so",
             "--args", "items: list[int], start: None, stop: None, step: Annotated[int, Ge(-4), Le(4)], /"],
    "crc32": ["binascii:crc32", "--library", BUILT / "crc32_planted.so", "--args", "data: bytes, /"],
}


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_keeps_the_protocol(name):
    run = program.run("doctor", "--probe", *PEERS[name])
    print(run.stdout.decode(), run.stderr)
    assert run.status == 0
    assert b"NO" not in run.stdout
    assert b"byte for byte" in run.stdout


@pytest.mark.parametrize("script", ["", "die@-1", "garbage@-1", "stop@-1"])
def test_a_peer_that_does_not_keep_it_is_told_so(script):
    run = program.run("doctor", "--probe", program.PYTHON, FAKE, script)
    assert run.status == 1
    assert b"NO " in run.stdout
    assert not program.left_running(run)


def test_what_cannot_be_started_is_no_peer():
    assert program.run("doctor", "--probe", "/no/such/program").status == 3


@pytest.mark.parametrize("name", MANIFESTS)
def test_ports_elsewhere_keep_every_law(name, tmp_path):
    run = program.check(MANIFESTS[name], tmp_path / "state", "--cases", 200)
    print(run.stderr)
    validate(run.report)
    assert [(port["native"], finding["call"], finding["expected"], finding["actual"])
            for port in run.report["ports"] for finding in port["findings"]] == []
    assert run.status == 0
    for port in run.report["ports"]:
        assert port["status"] == "match", port
        assert port["laws"]["value"]["verdict"] == "holds"
        assert port["laws"]["exception"]["verdict"] == "holds"
        assert port["laws"]["value"]["checked"] > 150
        for law in ("aliasing", "effects", "round-trip"):
            assert port["laws"][law]["verdict"] == "exempt"
    assert not program.left_running(run)


def test_exceptions_of_another_language_agree_by_their_class(tmp_path):
    run = program.check(MANIFESTS["node"], tmp_path / "state", "--cases", 200, "--only", "*list.index")
    (note,) = [note for note in run.port["notes"] if note["kind"] == "message"]
    assert note["count"] > 50  # raised by both, with another text: their projected digests are the same


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_is_found(name, tmp_path):
    run = program.check(*PLANTED[name][:1], tmp_path / "state", "--cases", 1500, *PLANTED[name][1:], cwd=BUILT)
    print(run.stderr)
    assert run.status == 1
    validate(run.report)
    (finding, *_) = run.port["findings"]
    assert finding["law"] in ("value", "exception")
    assert len(finding["call"]) < 60, finding["call"]
    shown = subprocess.run([program.PYTHON, "-c", finding["script"]], cwd=BUILT, timeout=120,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print(finding["script"], shown.stdout.decode())
    assert shown.returncode == 1
    replayed = program.run("replay", finding["id"], "--state", tmp_path / "state", *PLANTED[name][1:3], cwd=BUILT)
    assert replayed.status == 1, replayed.stderr


def test_what_a_peer_does_to_its_arguments_is_seen(tmp_path):
    forgets = tmp_path / "forgets.js"
    forgets.write_text("const { serve } = require('%s');\nserve({ 'builtins:list.append': ([list, item]) => null });\n"
                       % (CORPORA / "node" / "peer"))
    run = program.check("builtins:list.append", tmp_path / "state", "--command", f"node {forgets}", "--cases", 300,
                        "--args", "self: list[int], item: int, /")
    assert run.status == 1
    assert {finding["law"] for finding in run.port["findings"]} == {"arguments"}


@pytest.mark.parametrize("action, status", [("die@3", "crash"), ("garbage@3", "crash"), ("spin@3", "timeout")])
def test_a_peer_that_dies_or_hangs_is_found(action, status, tmp_path):
    peer = f"{program.PYTHON} {FAKE} {action}"
    run = program.check("builtins:abs", tmp_path / "state", "--command", peer, "--cases", 100,
                        "--args", "x: Annotated[int, Ge(0), Le(60)], /")
    print(run.stderr)
    assert run.port["status"] == status
    assert [finding["call"] for finding in run.port["findings"]] == ["abs(3)"]
    assert not program.left_running(run)


def test_a_peer_that_does_not_tell_its_arguments_is_not_judged_by_them(tmp_path):
    run = program.check("builtins:abs", tmp_path / "state", "--command", f"{program.PYTHON} {FAKE}", "--cases", 300,
                        "--args", "x: Annotated[int, Ge(0), Le(20)], /")
    assert run.port["status"] == "match"
    assert run.port["laws"]["arguments"]["verdict"] == "exempt"


def test_a_peer_that_declines_everything_has_shown_nothing(tmp_path):
    declines = tmp_path / "declines.js"
    declines.write_text("const { serve } = require('%s'), { Decline } = require('%s');\n"
                        "serve({ 'builtins:abs': () => { throw new Decline('not today'); } });\n"
                        % (CORPORA / "node" / "peer", CORPORA / "node" / "codec"))
    run = program.check("builtins:abs", tmp_path / "state", "--command", f"node {declines}", "--cases", 100,
                        "--args", "x: int, /")
    assert run.status == 4
    assert run.port["laws"]["value"]["verdict"] == "undecided"
    assert any(note["kind"] == "declined" for note in run.port["notes"])


def test_the_report_is_the_same_whatever_the_number_of_jobs(tmp_path):
    runs = [program.check(MANIFESTS["node"], tmp_path / str(jobs), "--cases", 300, "--jobs", jobs, "--only", "*divmod") for jobs in (1, 3)]
    assert runs[0].stdout == runs[1].stdout


def test_a_port_is_declared_one_way(tmp_path):
    manifest = tmp_path / "lockstep.toml"
    manifest.write_text('[[port]]\nnative = "builtins:abs"\nport = "a:b"\ncommand = ["x"]\n')
    assert program.run("check", manifest).status == 2
    manifest.write_text('[[port]]\nnative = "builtins:abs"\ncommand = []\n')
    assert program.run("check", manifest).status == 2


def test_a_command_that_is_not_there_is_an_error_of_the_world(tmp_path):
    run = program.run("check", "builtins:abs", "--command", "no-such-program x", "--state", tmp_path, "--args", "x: int, /")
    assert run.status == 3
    assert "no-such-program" in run.stderr


def test_a_library_that_lacks_a_function_says_so(tmp_path):
    run = program.run("check", "math:sqrt", "--library", BUILT / "crc32.so", "--state", tmp_path, "--args", "x: float, /")
    assert run.status == 3
    assert "nothing that stands for math:sqrt" in run.stderr


def test_the_installed_program_has_what_native_ports_need(tmp_path):
    build = program.binary().parent
    done = subprocess.run(["cmake", "--install", str(build), "--prefix", str(tmp_path)],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        pytest.skip("this build tree is not complete: " + done.stdout.decode()[-200:])
    assert (tmp_path / "include" / "lockstep_port.h").is_file()
    library = tmp_path / "crc32.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-I", str(tmp_path / "include"), "-o", str(library),
                    str(CORPORA / "native_code" / "crc32.c")], check=True)
    report = subprocess.run([str(tmp_path / "bin" / "lockstep"), "check", "binascii:crc32", "--library", str(library),
                             "--args", "data: bytes, /", "--cases", "300", "--state", str(tmp_path / "state"),
                             "--json", "-"], stdout=subprocess.PIPE, env=dict(os.environ, GITHUB_STEP_SUMMARY=""))
    assert json.loads(report.stdout)["ports"][0]["status"] == "match"
