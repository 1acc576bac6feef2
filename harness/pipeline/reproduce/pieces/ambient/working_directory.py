"""Where the process is."""
import os
# --- in the script:

def ambient():
    return {"working directory": os.getcwd()}
