"""Runs each side in a process of its own, and compares what they print."""
from pieces.asked_once import left, right

__all__ = ["time"]
__PATH__ = ["/home/me/project"]
__CODE__ = __ASKED__ = None  # statements
__TIMEOUT__ = 60
# --- in the script:
import os, subprocess, sys, time

PATH = __PATH__
__CODE__

def side(python, name, hash_seed, child, **more):
    environment = dict(os.environ, PYTHONHASHSEED=str(hash_seed), PYTHONPATH=os.pathsep.join(PATH), **more)
    environment = {variable: value for variable, value in environment.items() if value is not None}
    try:
        done = subprocess.run([python, "-", *name.split()], env=environment, timeout=__TIMEOUT__,
                              input=child.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except subprocess.TimeoutExpired:
        return "timed out"
    except OSError as error:
        sys.exit(print("cannot run %s: %s" % (python, error)) or 2)
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode == 2 and "cannot import " in text:
        sys.exit(print(text) or 2)
    return text if done.returncode == 0 else text[-2000:] + "exit status %d" % done.returncode

__ASKED__
print("--- __LEFT__:", left, "--- __RIGHT__:", right, sep="\n")
sys.exit(left != right)
