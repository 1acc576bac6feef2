"""The first lines: what it is about, and what its exit status says."""
# --- in the script:
# __SIDES__: __LAW__
# exit status: 1 they differ, 0 they do not, 2 one cannot be imported
