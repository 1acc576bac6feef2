"""The arguments after the call, where they can be held against those before it."""
from pieces.observe import observe, seen, the_call
from pieces.show import show
# --- in the script:
observe(the_call)
print("arguments:", show(tuple(seen)))
