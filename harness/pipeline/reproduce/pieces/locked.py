"""Arguments that cannot be written to."""
# --- in the script:

def locked(value):
    if type(value) in (list, tuple):
        return type(value)(map(locked, value))
    if type(value) is dict:
        return {key: locked(item) for key, item in value.items()}
    if isinstance(value, memoryview):
        return value.toreadonly()
    if hasattr(value, "setflags"):
        value.setflags(write=False)
    return value
