"""Nothing comes before the call."""
# --- in the script:

def earlier_calls(call):
    pass
