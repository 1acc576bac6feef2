"""The sides are run until they differ."""
from pieces.processes import side

__LEFT__ = __RIGHT__ = ("python3", "heapq:nsmallest", 0, "print(min([1]))")
__ROUNDS__ = 12
__WAIT__ = None  # a statement
# --- in the script:
for attempt in range(__ROUNDS__):  # it does not differ every time
    left = side(__LEFT__)
    __WAIT__
    right = side(__RIGHT__)
    if left != right:
        break
