# Puzzle: finds law=value status=diff call<=40 within=20000
"""Taking away the indent of the first line that has one to show, whatever the others have."""


def dedent(text):
    lines = ["" if not line.strip(" \t") else line for line in text.split("\n")]
    first = next((line for line in lines if line), "")
    indent = first[:len(first) - len(first.lstrip(" \t"))]
    return "\n".join(line[len(indent):] if line.startswith(indent) else line for line in lines)
