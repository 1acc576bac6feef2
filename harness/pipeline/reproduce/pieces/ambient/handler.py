"""Who is called upon signals, exceptions, at the end."""
import sys
# --- in the script:

def ambient():
    import atexit, signal, threading
    seen = {"handler of signal %d" % n: ascii(signal.getsignal(n)) for n in signal.valid_signals()}
    for name in ("excepthook", "displayhook", "unraisablehook", "breakpointhook", "stdin", "stderr",
                 "__stdin__", "__stdout__", "__stderr__"):
        seen["sys." + name] = id(getattr(sys, name, None))
    seen["sys.stdout"] = id(sys.stdout), sys.stdout.closed
    seen["signal mask"] = ascii(signal.pthread_sigmask(signal.SIG_BLOCK, []))
    seen["a timer that runs"] = ascii(signal.getitimer(signal.ITIMER_REAL)[0] > 0)
    seen["exit handlers"] = getattr(atexit, "_ncallbacks", int)()
    seen["hooks of threads"] = [getattr(threading, name, None) for name in ("_trace_hook", "_profile_hook")]
    return seen
