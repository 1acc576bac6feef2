"""Whether there is a child process."""
import os
# --- in the script:

def ambient():
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return {"a child process": "yes"}
    except ChildProcessError:
        return {"a child process": "no"}
