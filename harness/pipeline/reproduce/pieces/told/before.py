"""The arguments before the call."""
from pieces.observe import the_call
from pieces.show import show
# --- in the script:
print("arguments:", show(the_call(lambda *args, **kwargs: (args, kwargs))))
