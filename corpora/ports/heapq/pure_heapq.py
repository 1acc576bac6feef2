"""heapq without _heapq."""
from unaccelerated import load

_heapq = load("heapq", without=["_heapq"])
heappush = _heapq.heappush
heappop = _heapq.heappop
heapreplace = _heapq.heapreplace
heappushpop = _heapq.heappushpop
nsmallest = _heapq.nsmallest
_heapify_max = _heapq._heapify_max
_heappop_max = _heapq._heappop_max
nlargest = _heapq.nlargest
heapify = _heapq.heapify
_heapreplace_max = _heapq._heapreplace_max
