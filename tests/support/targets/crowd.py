"""Calls that need much of what a worker is given a bounded share of."""

import os


def processes(n):
    """Has n processes at once, for a moment; gives 2 n."""
    children = []
    read, write = os.pipe()
    for _ in range(n):
        pid = os.fork()
        if pid == 0:
            os.close(write)
            os.read(read, 1)  # until the caller closes its end
            os._exit(0)
        children.append(pid)
    os.close(read)
    os.close(write)
    for pid in children:
        os.waitpid(pid, 0)
    return 2 * n
