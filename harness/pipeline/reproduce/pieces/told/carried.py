"""The outcome with all that it holds, as it is or behind pickle."""
import pickle

from pieces.load import function
from pieces.observe import the_call
from pieces.show import show

__CARRIED__ = pickle.dumps
# --- in the script:

def carried(value):
    return __CARRIED__(value)

def told(value):  # with what its text does not say
    return show(value) + (" with " + show(vars(value)) if hasattr(value, "__dict__") else "")

try:
    did, value = "returned ", the_call(function)
except BaseException as error:
    did, value = "raised ", error
try:
    print(did + told(carried(value)))
except BaseException as error:
    print("cannot be pickled:", type(error).__name__)
