"""The bundle: one file, the same bytes from the same sources, usable as it is."""

import os
import subprocess
import sys

from client import PACKAGE, Zygote, case

BUNDLE = os.path.join(os.path.abspath(PACKAGE), "bundle.py")


def bundle(source, where):
    archive = os.path.join(str(where), "worker.pyz")
    command = [sys.executable, "-I", BUNDLE, source, os.path.join(str(where), "python"), archive]
    subprocess.run(command, check=True)
    with open(archive, "rb") as file:
        return archive, file.read()


def test_the_archive_is_deterministic_and_runs(tmp_path):
    source = os.path.join(os.path.abspath(PACKAGE), "lockstep")
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    archive, data = bundle(source, tmp_path / "one")
    copy = os.path.join(str(tmp_path), "one", "python", "lockstep")
    os.utime(os.path.join(copy, "__init__.py"), (0, 0))
    assert bundle(copy, tmp_path / "two")[1] == data
    zygote = Zygote(sys.executable, [archive])
    assert zygote.load("builtins:len")["ok"]
    session = zygote.fork()
    assert session.run([case("abc")])[0].kind == 0
    assert session.fetch(1, 0)[1] == 3
    assert zygote.stop() == 0


def test_files_that_are_gone_are_taken_out(tmp_path):
    source = tmp_path / "lockstep"
    source.mkdir()
    (source / "__init__.py").write_text("")
    (source / "old.py").write_text("")
    bundle(str(source), tmp_path)
    (source / "old.py").unlink()
    bundle(str(source), tmp_path)
    assert not (tmp_path / "python" / "lockstep" / "old.py").exists()
    assert (tmp_path / "python" / "lockstep" / "__init__.py").exists()
