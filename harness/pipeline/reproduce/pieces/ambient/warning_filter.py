"""Which warnings are shown, and how."""
import warnings
# --- in the script:

def ambient():
    return {"warning filters": [*warnings.filters], "showwarning": warnings.showwarning}
