"""Makes the two forms in which the package travels: a directory, and one file (a zipapp).

    bundle.py SOURCE DIRECTORY ARCHIVE

The archive's bytes depend on the sources alone: sorted names, no times, no compression.
"""

import os
import sys
import zipfile

_MAIN = "from lockstep.worker.__main__ import main\n\nmain()\n"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def sources(root):
    """The package's files as (name relative to root's parent, bytes), sorted."""
    found = []
    for directory, _, names in os.walk(root):
        for name in names:
            if name.endswith(".py") or name == "py.typed":
                path = os.path.join(directory, name)
                with open(path, "rb") as file:
                    found.append((os.path.relpath(path, os.path.dirname(root)), file.read()))
    return sorted(found)


def write_if_changed(path, data):
    try:
        with open(path, "rb") as file:
            if file.read() == data:
                return
    except OSError:
        pass
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def copy(files, directory):
    """Makes DIRECTORY/lockstep hold the files and no other Python file."""
    wanted = {os.path.join(directory, name) for name, _ in files}
    for path, _ in sources(os.path.join(directory, "lockstep")):
        if os.path.join(directory, path) not in wanted:
            os.remove(os.path.join(directory, path))
    for name, data in files:
        write_if_changed(os.path.join(directory, name), data)


def archive(files, path):
    partial = path + ".partial"
    with open(partial, "wb") as out:
        out.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:
            for name, data in [("__main__.py", _MAIN.encode()), *files]:
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.external_attr = 0o644 << 16
                entry.create_system = 3
                bundle.writestr(entry, data)
    os.chmod(partial, 0o755)
    os.replace(partial, path)


def main():
    source, directory, path = (os.path.abspath(argument) for argument in sys.argv[1:4])
    files = sources(source)
    copy(files, directory)
    archive(files, path)


main()
