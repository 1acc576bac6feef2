"""What one side of a class does with its sequences, the earlier ones first."""
import contextlib
import importlib
import io
import time
import warnings

from pieces.load import function
from pieces.look import look
from pieces.sequence import BEFORE, MODULE, REPEATS, STEP, play
from pieces.show import show

__NAMES__ = __LOOK__ = __BEHIND__ = None  # statements
__SEQUENCES__ = ("o = deque([])", 1)
__OBSERVE__ = None
# --- in the script:

SEQUENCES = [__SEQUENCES__]
OBSERVE = __OBSERVE__
home, made = importlib.import_module(MODULE), function
__NAMES__
__LOOK__

passed = []

def watch(sequence):
    output = io.StringIO()
    del passed[:]
    with warnings.catch_warnings(record=True) as said, contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        warnings.simplefilter("always")
        look()
        lines = play(sequence, passed)
        look()
        arguments = show(passed) if not BEFORE else "list[%s]" % ", ".join(passed)
    if BEFORE is not None:
        return ["arguments: " + arguments]
    if STEP is not None:
        return [lines[min(STEP, len(lines) - 1)]]
    return lines + ["arguments after: " + arguments, "warnings: %s" % [w.category.__name__ for w in said],
                    "output: " + ascii(output.getvalue()[:2000])]

for sequence, times in SEQUENCES[:-1]:
    for _ in range(times):
        watch(sequence)
first, until = watch(SEQUENCES[-1][0]), time.monotonic() + 5
for _ in range(REPEATS):
    later = watch(SEQUENCES[-1][0])
    if later != first or time.monotonic() > until:
        break
print(*first, *(["=====", *later] if REPEATS else []), sep="\n")
__BEHIND__
