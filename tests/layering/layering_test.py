"""Who may include whom: every #include of the tree, and every import of the Python package, against the
tables of the design.

Arrows point toward harness/model. Oracles, fuzzers, corpora and reports do not know each
other. A third-party library is visible in one station, and in its .cc files only.
"""

import ast
import os
import re
from pathlib import Path

ROOT = Path(os.environ.get("LOCKSTEP_ROOT", Path(__file__).resolve().parents[2]))

MODEL, WIRE = "harness/model", "harness/wire"
GROUND = {MODEL, WIRE}
STATIONS = GROUND | {"harness/manifest", "harness/worker", "harness/python", "harness/host",
                     "harness/preload", "harness/pipeline", "harness/cli", "fuzzers", "oracles",
                     "corpora", "reports", "tests"}

# Station -> what it may include besides itself: stations, or single headers.
MAY_INCLUDE = {
    MODEL: set(),
    WIRE: {MODEL},
    "harness/manifest": {MODEL},
    "harness/worker": GROUND,
    "harness/python": GROUND,
    "harness/host": GROUND | {"harness/worker"},  # a peer is tried over a worker's channel
    "harness/preload": set(),
    "fuzzers": GROUND,
    "oracles": GROUND,
    "corpora": GROUND,
    "reports": GROUND,
    # Of the worker only its seam; of the manifest what inferred domains are parsed with, and where
    # a declared one stands.
    "harness/pipeline": GROUND | {"harness/worker/runner.h", "harness/worker/halt.h",
                                  "harness/manifest/domain_parser.h", "harness/manifest/located.h",
                                  "harness/manifest/source_text.h", "harness/manifest/suggest.h",
                                  "fuzzers", "oracles", "corpora", "reports"},
    "harness/cli": STATIONS - {"harness/python", "tests"},
    "tests": STATIONS,
}

# Room of the pipeline -> the rooms that it may include besides itself. What stands at its root sees
# all of them; of the root they see what is named here.
ROOMS = {
    "learn": set(),
    "run": set(),
    "reproduce": {"run"},
    "confirm": {"run", "reproduce"},
    "costs": set(),
}
SEEN_BY_ROOMS = {"callee.h", "deadline.h", "missing_methods.h", "progress.h", "workshop.h"}

# Room of the Python package -> the rooms that it may import besides itself. What stands at the root of the
# package sees all of them; of the root they see what is named here. The empty one is the root.
PACKAGE = "harness/python/lockstep"
WORKER_ROOMS = {"worker/target", "worker/values", "worker/process", "worker/ambient", "worker/run"}
PYTHON_ROOMS = {
    "api": {"worker/target"},
    "translation": {"api"},
    "shipping": {"api", "translation", "worker/target"},
    "costs": {"worker/target", "worker/values", "worker/run"},
    "worker/target": set(),
    "worker/values": {"worker/target", "api"},
    "worker/process": set(),
    "worker/ambient": {"worker/process"},
    "worker/run": WORKER_ROOMS,
    "worker": WORKER_ROOMS,
}
PYTHON_ROOMS[""] = {*PYTHON_ROOMS}
# Exceptions that findings name; which sides there are, which one may ask whoever imports all.
SEEN_BY_PYTHON_ROOMS = {"translation": {"lockstep.crossing"}, "shipping": {"lockstep.apart", "lockstep.shipped"},
                        "worker": {"lockstep.sides"}}

# Where a seam meets what stands behind it: the one file that may see both.
JOINTS = {
    "harness/pipeline/real_workshop.cc": {"harness/worker/pool.h", "harness/worker/script.h"},
    "harness/pipeline/reproduce/script_path.cc": {"harness/worker/locations.h"},
}

# Library -> how its headers are spelled, and the files (as path patterns) that may see them.
THIRD_PARTY = {
    # Inlined into the extension, which digests every outcome.
    "xxHash": (r"xxh.*\.h", [r"harness/wire/digest\.cc", r"harness/python/extension/digest\.(h|cc)"]),
    "libdeflate": (r"libdeflate\.h", [r"harness/wire/frame\.cc", r"harness/python/extension/module\.cc"]),
    "zlib": (r"zlib\.h", [r"harness/pipeline/journal\.cc"]),
    "toml++": (r"toml\+\+/.*|toml\.hpp", [r"harness/manifest/.*\.cc"]),
    "nlohmann/json": (r"nlohmann/.*", [r"harness/(host|manifest|pipeline)/.*\.cc", r"(corpora|reports)/.*\.cc",
                                       r"tests/.*"]),
    "Boost": (r"boost/.*", [r"harness/worker/.*\.cc"]),
    "CLI11": (r"CLI/.*", [r"harness/cli/.*\.cc"]),
    "RapidCheck": (r"rapidcheck(/.*|\.h)", [r"fuzzers/.*", r"tests/.*"]),
    "GoogleTest": (r"(gtest|gmock)/.*", [r"tests/.*"]),
    "Google Benchmark": (r"benchmark/.*", [r"tests/bench/.*"]),
    # Ours, as whoever writes a port includes it.
    "public header": (r"lockstep_port\.h", [r"corpora/ports/.*", r"tests/harness/host/.*"]),
    "fmt": (r"fmt/.*", [r"(?!harness/model/).*\.cc"]),
    "Python": (r"Python\.h|structmember\.h|frameobject\.h", [r"harness/python/.*"]),
}

# Headers of the system: not in model, which is the standard library alone.
SYSTEM = re.compile(r"(sys|linux|arpa|netinet|asm)/.*\.h|cpuid\.h|x86intrin\.h|immintrin\.h|"
                    r"(unistd|fcntl|signal|sched|poll|dirent|dlfcn|errno|pthread|pwd|grp|termios|"
                    r"spawn|syslog|time|fenv|limits|stdlib|string|stdio|stdint|stddef|glob|ftw|"
                    r"libgen|fnmatch|execinfo|malloc|locale|math|mntent|wait|getopt|ucontext)\.h")
STANDARD = re.compile(r"[a-z_0-9]+")  # <vector>, <cstdint>, ...

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.MULTILINE)
FOLDERS = ["harness", "oracles", "fuzzers", "corpora", "reports", "tests"]


def sources():
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".h", ".cc", ".hpp", ".cpp", ".c") and path.is_file():
                yield path.relative_to(ROOT).as_posix()


def includes(file: str):
    """(is_ours, name) of each include."""
    text = (ROOT / file).read_text(encoding="utf-8", errors="replace")
    return [(mark == '"', name) for mark, name in INCLUDE.findall(text)]


def station_of(file: str):
    return next((s for s in sorted(STATIONS, key=len, reverse=True) if file.startswith(s + "/")), None)


def library_of(name: str):
    return next((lib for lib, (spelled, _) in THIRD_PARTY.items() if re.fullmatch(spelled, name)), None)


def test_there_is_a_tree_to_check():
    assert len(list(sources())) > 20


def test_every_source_belongs_to_a_station_of_the_table():
    assert [f for f in sources() if station_of(f) not in MAY_INCLUDE] == []


def test_includes_follow_the_table():
    wrong = []
    for file in sources():
        allowed = MAY_INCLUDE[station_of(file)] | {station_of(file)} | JOINTS.get(file, set())
        for is_ours, name in includes(file):
            if is_ours and station_of(name) not in allowed and name not in allowed:
                wrong.append(f"{file} includes {name}")
    assert wrong == []


def test_rooms_of_the_pipeline_follow_the_table():
    pipeline = re.compile(r"harness/pipeline/(?:(\w+)/)?(\w+\.(?:h|cc))")
    wrong = []
    for file in sources():
        here = pipeline.fullmatch(file)
        if not here or not here[1]:
            continue
        for is_ours, name in includes(file):
            there = pipeline.fullmatch(name) if is_ours else None
            if there and there[1] != here[1] and there[1] not in ROOMS[here[1]] and not (
                    there[1] is None and there[2] in SEEN_BY_ROOMS):
                wrong.append(f"{file} includes {name}")
    assert wrong == []


def modules():
    """Module -> its file, of the Python package."""
    found = {}
    for file in sorted((ROOT / PACKAGE).rglob("*.py")):
        path = file.parent if file.name == "__init__.py" else file.with_suffix("")
        found[".".join(path.relative_to((ROOT / PACKAGE).parent).parts)] = file
    return found


def imports(name: str, file: Path, known):
    """Modules of the package that a module imports, wherever in it."""
    package = name.split(".") if file.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.partition(".")[0] == "lockstep")
        elif isinstance(node, ast.ImportFrom):
            above = package[:len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            for each in node.names if source.partition(".")[0] == "lockstep" else ():
                inner = source + "." + each.name
                yield inner if inner in known else source


def python_room_of(file: Path):
    folder = file.parent.relative_to(ROOT / PACKAGE).as_posix()
    return "" if folder == "." else folder


def test_rooms_of_the_python_package_follow_the_table():
    known, wrong = modules(), []
    for name, file in known.items():
        here = python_room_of(file)
        for imported in imports(name, file, known):
            there = python_room_of(known[imported])
            if there != here and there not in PYTHON_ROOMS[here] and (
                    imported not in SEEN_BY_PYTHON_ROOMS.get(here, ())):
                wrong.append(f"{name} imports {imported}")
    assert wrong == [] and len(known) > 90


def test_a_room_of_the_python_package_imports_nothing_by_itself():
    """Every worker would wait for it."""
    known = modules()
    assert {name: found for name, file in known.items() if file.name == "__init__.py" and name != "lockstep"
            for found in [list(imports(name, file, known))] if found} == {}


def test_our_headers_are_named_from_the_top_and_exist():
    # Files in tests/puzzles and the public C header of a port stand alone.
    wrong = [f"{file} includes {name}" for file in sources() for is_ours, name in includes(file)
             if is_ours and not (ROOT / name).is_file()]
    assert wrong == []


def test_third_party_headers_stay_in_their_station():
    wrong = []
    for file in sources():
        for is_ours, name in includes(file):
            library = None if is_ours else library_of(name)
            if library and not any(re.fullmatch(where, file) for where in THIRD_PARTY[library][1]):
                wrong.append(f"{file} includes <{name}> ({library})")
    assert wrong == []


def test_no_other_library_has_come_in():
    unknown = []
    for file in sources():
        in_model = station_of(file) == MODEL
        for is_ours, name in includes(file):
            known = STANDARD.fullmatch(name) or library_of(name) or (SYSTEM.fullmatch(name) and not in_model)
            if not is_ours and not known:
                unknown.append(f"{file} includes <{name}>")
    assert unknown == []


def test_boost_is_compiled_once():
    users = [f for f in sources() if any(library_of(name) == "Boost" for _, name in includes(f))]
    assert len(users) <= 1, users


def test_pipeline_and_cli_see_no_rapidcheck():
    """Not through the headers of fuzzers either: it costs each of their files three seconds."""
    seen = {}

    def libraries(file: str):
        if file not in seen:
            seen[file] = set()
            for is_ours, name in includes(file):
                seen[file] |= (libraries(name) if (ROOT / name).is_file() else set()) if is_ours else {
                    library_of(name)}
        return seen[file]

    wrong = [f for f in sources() if station_of(f) in ("harness/pipeline", "harness/cli")
             and libraries(f) & {"RapidCheck", "Boost"}]
    assert wrong == []


def test_headers_are_guarded_by_pragma_once():
    public_c = "harness/host/"  # a C header that stands alone has a classic guard
    assert [f for f in sources() if f.endswith(".h") and not f.startswith(public_c)
            and "#pragma once" not in (ROOT / f).read_text(encoding="utf-8")] == []
