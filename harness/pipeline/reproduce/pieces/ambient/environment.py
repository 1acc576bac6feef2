"""The variables of the environment."""
import os
# --- in the script:

def ambient():
    return {"environment variable " + name: value for name, value in os.environ.items()}
