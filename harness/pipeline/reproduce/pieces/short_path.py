"""Where modules are looked for."""
import sys

__PATH__ = ["/home/me/project"]
# --- in the script:

sys.path[:0] = __PATH__
