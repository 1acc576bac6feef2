"""All that the laws compare."""
from pieces.observe import observe, the_call

__BEHIND__ = None  # statements
# --- in the script:
print(*observe(the_call), sep="\n")
__BEHIND__
