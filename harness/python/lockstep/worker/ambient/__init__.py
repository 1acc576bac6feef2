"""State outside of a call's arguments and result: what a call leaves changed, found and put back."""
