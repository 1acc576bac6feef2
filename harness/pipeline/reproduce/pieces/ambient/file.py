"""Files in the home directory, in that for temporary ones and in the one where the process is: one for all."""
import os
import re
# --- in the script:
ROOM = []

def ambient():
    import atexit, shutil, tempfile
    if not ROOM:
        ROOM.append(tempfile.mkdtemp())
        atexit.register(shutil.rmtree, ROOM[0], True)
        os.chdir(ROOM[0])
        os.environ.update(TMPDIR=ROOM[0], HOME=ROOM[0])
        tempfile.tempdir = None
    return {"file " + re.sub("(?<=tmp)[a-z0-9_]{8}|[0-9a-f]{8,}|[0-9]+", "*", name):
            ascii(os.path.getsize(os.path.join(place, name))) + " bytes"
            for place, directories, files in os.walk(ROOM[0]) for name in (*directories, *files)}
