"""What is left behind is not looked at."""
# --- in the script:

def look():
    pass
