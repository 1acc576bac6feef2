"""Each side is run once."""
from pieces.processes import side

__LEFT__ = __RIGHT__ = ("python3", "heapq:nsmallest", 0, "print(min([1]))")
# --- in the script:
left = side(__LEFT__)
right = side(__RIGHT__)
