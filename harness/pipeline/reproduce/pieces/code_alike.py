"""What both sides run."""
__CALL__ = "print(min([1]))"
# --- in the script:
CALL = __CALL__
