"""What the evaluation lists as smallest inputs stands nowhere else in the tree: it has to be found."""
from __future__ import annotations

import ast
import json
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SIGNATURES = "tests/harness/manifest/files/signatures.txt"  # what the domain parser must read
SHORTEST = 4  # characters: what is shorter is trivial


def listed(name):
    return json.loads((HERE / "public" / name).read_text("utf-8"))


def is_trivial(value, signatures):
    """A word, a number next to a power of two, or what the signature itself names."""
    if isinstance(value, (str, bytes)):
        text = value if isinstance(value, str) else value.decode("latin-1")
        return len(text) < SHORTEST or text.isidentifier() or repr(value).strip("b'\"") in signatures
    if isinstance(value, int):
        return any(abs(abs(value) - 2 ** power) <= 1 for power in range(70)) or abs(value) < 10000
    return len(repr(value)) < 2 * SHORTEST


def constants(minimal):
    try:
        tree = ast.parse(minimal, mode="eval")
    except SyntaxError:
        return []
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)
            and isinstance(node.value, (str, bytes, int, float)) and not isinstance(node.value, bool)]


def spellings(value):
    text = repr(value)
    if not isinstance(value, (str, bytes)):
        return [text]
    inner = text.lstrip("b")[1:-1]
    return [f"'{inner}'", f'"{inner}"']


def test_no_listed_minimal_input_stands_outside():
    signatures = json.dumps(listed("pairs.json"), ensure_ascii=False)
    inputs = [entry["minimal_input"] for entry in listed("divergences.json")
              if entry["domain"] == "in" and entry["minimal_input"].startswith("((")]
    wanted = {text for minimal in inputs for value in constants(minimal)
              if not is_trivial(value, signatures) for text in spellings(value)}
    wanted |= {arguments for arguments in (minimal[2:minimal.rindex(", {")].rstrip(",)") for minimal in inputs)
               if len(arguments) > 4 * SHORTEST and arguments not in signatures}
    assert len(wanted) > 200
    tracked = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True,
                             check=True).stdout.decode("utf-8").split("\0")
    seen = []
    for name in tracked:
        path = ROOT / name
        if not name or name.startswith("tests/eval/") or name == SIGNATURES or not path.is_file():
            continue
        text = path.read_text("utf-8", "replace")
        seen += [(name, one) for one in wanted if one in text]
    assert not seen
