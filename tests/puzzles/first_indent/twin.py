# Puzzle: holds
"""Taking away the indent that all lines share."""

from os.path import commonprefix


def dedent(text):
    lines = ["" if not line.strip(" \t") else line for line in text.split("\n")]
    indents = [line[:len(line) - len(line.lstrip(" \t"))] for line in lines if line]
    shared = len(commonprefix(indents))
    return "\n".join(line[shared:] for line in lines)
