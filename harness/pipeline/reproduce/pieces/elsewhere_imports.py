"""What the side of a port that lives elsewhere begins with."""
__all__ = ["io", "re", "struct", "sys"]
# --- in the script:

import io, re, struct, sys
