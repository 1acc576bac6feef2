"""The calls that come before the call. Each is made anew every time, so that it has arguments of its own;
what becomes of them does not matter."""
__CALLS__ = (lambda: min(1, 2), 1)
# --- in the script:

def earlier_calls(call):
    for earlier, times in [
        __CALLS__
    ]:
        for _ in range(times):
            try:
                earlier()
            except BaseException:
                pass
