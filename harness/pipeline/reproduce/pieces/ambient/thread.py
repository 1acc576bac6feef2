"""Threads beside the main one."""
# --- in the script:

def ambient():
    import _thread, time
    time.sleep(0.2)  # for those that are about to end
    return {"threads beside the main one": ascii(_thread._count())}
