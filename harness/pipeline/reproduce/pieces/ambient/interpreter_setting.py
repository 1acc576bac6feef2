"""What of the interpreter can be set."""
import sys
# --- in the script:

def ambient():
    import gc
    seen = {name: ascii(getattr(sys, "get" + name, id)()) if hasattr(sys, "get" + name) else ""
            for name in ("recursionlimit", "switchinterval", "dlopenflags", "_int_max_str_digits",
                         "_coroutine_origin_tracking_depth", "_asyncgen_hooks")}
    seen.update(gc_enabled=ascii(gc.isenabled()), gc_callbacks=ascii(len(gc.callbacks)),
                trace=ascii(bool(sys.gettrace() or sys.getprofile())))
    seen.update((name, ascii(getattr(sys, name, None))) for name in (
        "path", "argv", "dont_write_bytecode", "tracebacklimit", "pycache_prefix"))
    if hasattr(gc, "get_threshold"):
        seen.update(gc_threshold=ascii(gc.get_threshold()), gc_debug=ascii(gc.get_debug()))
    try:
        import ctypes
        seen["rounding of floats"] = ascii(ctypes.CDLL(None).fegetround())
    except Exception:
        pass
    return seen
