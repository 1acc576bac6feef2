"""What the two sides run; what both begin with stands once."""
__BOTH__ = __CALL__ = __OTHER__ = "print(min([1]))"
# --- in the script:
BOTH = __BOTH__
CALL = BOTH + __CALL__
OTHER = BOTH + __OTHER__
