"""The state of Python's random numbers, and of numpy's."""
import pickle
import sys
# --- in the script:

def ambient():
    import random
    seen = {"random state": random.getstate()}
    if "numpy.random" in sys.modules:
        seen["numpy random state"] = pickle.dumps(sys.modules["numpy.random"].get_state())
    return seen
