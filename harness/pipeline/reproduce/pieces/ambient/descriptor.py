"""What is open."""
import os
import re
# --- in the script:

def ambient():
    import gc
    gc.collect()
    seen = {}
    for number in os.listdir("/proc/self/fd"):
        try:
            seen["descriptor " + number] = re.sub("[0-9]+", "*", os.readlink("/proc/self/fd/" + number))
        except OSError:
            pass
    return seen
