"""How the last two looks differ."""
import os
import sys

from pieces.look import looks
# --- in the script:
before, after = looks[-2:]
for name in sorted({**before, **after}):
    was, now = before.get(name, "nothing"), after.get(name, "nothing")
    if was != now:
        shown = "%s -> %s" % (was, now) if str is type(was) is type(now) else "changed"
        print("left behind:", name + ":", shown)
for stream in (sys.stdout, sys.__stdout__):
    stream.flush()
for task in os.listdir("/proc/self/task"):
    with open("/proc/self/task/" + task + "/children") as children:
        for pid in children.read().split():
            os.kill(int(pid), 9)
os._exit(0)  # whatever is left
