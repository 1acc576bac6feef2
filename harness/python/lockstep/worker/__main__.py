"""Starts a zygote: ``python -m lockstep.worker FD SESSION``, or this directory as a script.
``FD template LAYOUT``: starts what zygotes are forked from.
"""

import os
import sys


def _find_package() -> None:
    """Makes ``lockstep`` importable, last of all: nothing of the user's may be shadowed by us,
    and neither this directory nor the caller's cwd is on the path of the code under test."""
    here = os.path.dirname(os.path.abspath(__file__))
    root = os.path.dirname(os.path.dirname(here))
    sys.path[:] = [p for p in sys.path if p and os.path.abspath(p) not in (here, root, os.getcwd())]
    sys.path.append(root)


def main() -> None:
    _find_package()
    descriptor, session, *layout = sys.argv[1:]
    sys.argv[:] = [""]
    import gc
    import signal

    gc.disable()  # nothing of ours is garbage yet
    from lockstep.worker.zygote import Finish, Zygote
    from lockstep.worker.process.zygote_keeper import Seat

    gc.enable()

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if session == "template":
        from lockstep.worker.template import Template

        template = Template(int(descriptor), int(layout[0]))
        seat, known = template.run(), template.equipment
    else:
        seat, known = Seat(int(descriptor), int(session)), None
    try:
        os.setsid()
    except OSError:
        pass  # a group leader already
    try:
        Zygote(*seat, known).run()
    except Finish:
        return  # a worker that ends through the interpreter's finalization
    os._exit(0)


if __name__ == "__main__":
    main()
