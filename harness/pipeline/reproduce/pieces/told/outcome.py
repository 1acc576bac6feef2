"""What came of the call."""
from pieces.observe import observe, the_call
# --- in the script:
print(observe(the_call)[0])
