"""Both are told by one process."""
from pieces.processes import side

__RIGHT__ = ("python3", "heapq:nsmallest", 0, "print(min([1]))")
# --- in the script:
left, _, right = side(__RIGHT__).partition("=====\n")
