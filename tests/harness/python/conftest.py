"""The interpreters that the end-to-end tests run the worker in."""

import glob
import os
import shutil
import sys

import pytest
from client import Template, Zygote

BUILT = os.path.join(os.environ.get("LOCKSTEP_BUILD", ""), "python")
WORKERS = {os.path.basename(sys.executable): (sys.executable, None, {})}
WORKERS["subreaper"] = (sys.executable, None, {"LOCKSTEP_CONTAINMENT": "subreaper"})
if os.getuid() == 0 and shutil.which("setpriv"):
    WORKERS["ordinary-user"] = (sys.executable, None, {"LOCKSTEP_TEST_UID": "1234"})
if shutil.which("pypy3"):
    WORKERS["pypy3"] = (shutil.which("pypy3"), None, {})
if glob.glob(os.path.join(BUILT, "_lockstep*.so")):
    built = [os.path.join(BUILT, "lockstep", "worker")]
    WORKERS["extension"] = (sys.executable, built, {"LOCKSTEP_PORTABLE": ""})


@pytest.fixture(params=sorted(WORKERS))
def zygote(request):
    python, command, environment = WORKERS[request.param]
    made = Zygote(python, command, **environment)
    assert made.hello["extension"] is (request.param == "extension")
    yield made
    made.stop()


@pytest.fixture(params=sorted({*WORKERS} - {"subreaper"}))
def template(request):
    python, command, environment = WORKERS[request.param]
    made = Template(python, command, **environment)
    yield made
    assert made.stop() == 0
