"""Everything, twice: of the first call, and of the first that differs (or the last)."""
import time

from pieces.observe import observe, the_call

__TIMES__ = 2
# --- in the script:

first, until = observe(the_call), time.monotonic() + 5
for times in range(2, __TIMES__ + 1):
    later = observe(the_call)
    if later != first:
        later.append("in call %d of at most __TIMES__" % times)
    if later != first or time.monotonic() > until:
        break
print(*first, "=====", *later, sep="\n")
