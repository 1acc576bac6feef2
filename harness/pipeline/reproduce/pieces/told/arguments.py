"""What the arguments are after the call."""
from pieces.observe import observe, seen, the_call
from pieces.show import show
# --- in the script:
observe(the_call)
print("arguments after:", show([*seen[0], *seen[1].values()]))
