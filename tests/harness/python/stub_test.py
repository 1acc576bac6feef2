"""The stub of the compiled module: what it says is there, as it says, and nothing else is."""

import glob
import os
import subprocess
import sys

import pytest
from client import PACKAGE
from conftest import BUILT

STUBS = os.path.join(os.path.abspath(PACKAGE), "stubs")


@pytest.mark.skipif(not glob.glob(os.path.join(BUILT, "_lockstep*.so")), reason="LOCKSTEP_BUILD has no _lockstep")
def test_the_stub_tells_the_truth(tmp_path):
    pytest.importorskip("mypy.stubtest")
    surroundings = {**os.environ, "MYPYPATH": STUBS, "PYTHONPATH": BUILT}
    command = [sys.executable, "-B", "-m", "mypy.stubtest", "--concise", "_lockstep"]
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout.decode()
