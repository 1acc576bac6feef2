#include "harness/pipeline/reproduce/ambient_script.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "harness/model/ambient.h"
#include "harness/pipeline/reproduce/script_pieces.h"

namespace lockstep {
namespace {

// For each kind a body of `ambient`: names and values; text is shown, of the rest that it changed.
struct Look {
  std::string_view kind, body;
};

constexpr Look kLooks[] = {
    {"random-state", R"py(
    import random
    seen = {"random state": random.getstate()}
    if "numpy.random" in sys.modules:
        seen["numpy random state"] = pickle.dumps(sys.modules["numpy.random"].get_state())
    return seen
)py"},
    {"working-directory", R"py(
    return {"working directory": os.getcwd()}
)py"},
    {"environment", R"py(
    return {"environment variable " + name: value for name, value in os.environ.items()}
)py"},
    {"decimal-context", R"py(
    import decimal
    context = decimal.getcontext()
    names = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "traps")
    return {"decimal context: " + name: ascii(getattr(context, name)) for name in names}
)py"},
    {"interpreter-setting", R"py(
    import gc
    seen = {name: ascii(getattr(sys, "get" + name, id)()) if hasattr(sys, "get" + name) else ""
            for name in ("recursionlimit", "switchinterval", "dlopenflags", "_int_max_str_digits",
                         "_coroutine_origin_tracking_depth", "_asyncgen_hooks")}
    seen.update(gc_enabled=ascii(gc.isenabled()), gc_callbacks=ascii(len(gc.callbacks)),
                trace=ascii(bool(sys.gettrace() or sys.getprofile())))
    seen.update((name, ascii(getattr(sys, name, None))) for name in (
        "path", "argv", "dont_write_bytecode", "tracebacklimit", "pycache_prefix"))
    if hasattr(gc, "get_threshold"):
        seen.update(gc_threshold=ascii(gc.get_threshold()), gc_debug=ascii(gc.get_debug()))
    try:
        import ctypes
        seen["rounding of floats"] = ascii(ctypes.CDLL(None).fegetround())
    except Exception:
        pass
    return seen
)py"},
    {"warning-filter", R"py(
    return {"warning filters": [*warnings.filters], "showwarning": warnings.showwarning}
)py"},
    {"patch", R"py(
    seen = {}
    for place in PLACES:
        parts = place.split(".")
        for size in range(len(parts) - 1, 0, -1):
            try:
                found = importlib.import_module(".".join(parts[:size]))
            except Exception:
                continue
            for part in parts[size:]:
                found = vars(found).get(part) if hasattr(found, "__dict__") else None
            seen[place] = [id(found)] + [ascii(getattr(found, name, None)) for name in (
                "__code__", "__defaults__", "__kwdefaults__")]
            break
        seen.setdefault(place, id(sys.modules.get(place)))
    return seen
)py"},
    {"handler", R"py(
    import atexit, signal, threading
    seen = {"handler of signal %d" % n: ascii(signal.getsignal(n)) for n in signal.valid_signals()}
    for name in ("excepthook", "displayhook", "unraisablehook", "breakpointhook", "stdin", "stderr",
                 "__stdin__", "__stdout__", "__stderr__"):
        seen["sys." + name] = id(getattr(sys, name, None))
    seen["sys.stdout"] = id(sys.stdout), sys.stdout.closed
    seen["signal mask"] = ascii(signal.pthread_sigmask(signal.SIG_BLOCK, []))
    seen["a timer that runs"] = ascii(signal.getitimer(signal.ITIMER_REAL)[0] > 0)
    seen["exit handlers"] = getattr(atexit, "_ncallbacks", int)()
    seen["hooks of threads"] = [getattr(threading, name, None) for name in ("_trace_hook", "_profile_hook")]
    return seen
)py"},
    {"thread", R"py(
    import _thread, time
    time.sleep(0.2)  # for those that are about to end
    return {"threads beside the main one": ascii(_thread._count())}
)py"},
    {"process", R"py(
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return {"a child process": "yes"}
    except ChildProcessError:
        return {"a child process": "no"}
)py"},
    {"descriptor", R"py(
    import gc
    gc.collect()
    seen = {}
    for number in os.listdir("/proc/self/fd"):
        try:
            seen["descriptor " + number] = re.sub("[0-9]+", "*", os.readlink("/proc/self/fd/" + number))
        except OSError:
            pass
    return seen
)py"},
    {"file", R"py(
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
)py"},
    {"raw-output", R"py(
    return {}  # it stands above
)py"},
    {"ambient-setting", R"py(
    import contextvars, locale, logging, resource, socket
    umask = os.umask(0o77)
    os.umask(umask)
    seen = {"umask": oct(umask), "time-out of sockets": ascii(socket.getdefaulttimeout()),
            "locale": locale.setlocale(locale.LC_ALL), "priority": ascii(os.getpriority(0, 0)),
            "logging": ascii((logging.root.level, len(logging.root.handlers), logging.root.manager.disable))}
    for kind in ("NOFILE", "AS", "STACK", "FSIZE"):
        seen["limit " + kind] = ascii(resource.getrlimit(getattr(resource, "RLIMIT_" + kind)))
    for variable, value in contextvars.copy_context().items():
        seen["context variable " + variable.name] = id(value)
    for name in ("faulthandler.is_enabled", "tracemalloc.is_tracing"):
        module, _, function = name.partition(".")
        seen[name] = ascii(getattr(importlib.import_module(module), function)())
    for name in ("path_hooks", "meta_path"):
        seen["sys." + name] = [*map(id, getattr(sys, name))]
    if "numpy.random" in sys.modules:
        numpy = sys.modules["numpy"]
        seen["numpy"] = ascii((numpy.geterr(), numpy.get_printoptions()))
    return seen
)py"},
};

constexpr std::string_view kTold = R"py(
before, after = looks[-2:]
for name in sorted({**before, **after}):
    was, now = before.get(name, "nothing"), after.get(name, "nothing")
    if was != now:
        shown = "%s -> %s" % (was, now) if str is type(was) is type(now) else "changed"
        print("left behind:", name + ":", shown)
for stream in (sys.stdout, sys.__stdout__):
    stream.flush()
for task in os.listdir("/proc/self/task"):
    with open("/proc/self/task/" + task + "/children") as children:
        for pid in children.read().split():
            os.kill(int(pid), 9)
os._exit(0)  # whatever is left
)py";

// "math.floor replaced, sys.modules['json'] replaced": the places.
std::string PlacesIn(const std::string& texts) {
  std::string places;
  if (texts == kNothingLeftBehind) return places;
  for (std::size_t begin = 0; begin < texts.size();) {
    const auto end = std::min(texts.find(", ", begin), texts.size());
    std::string text = texts.substr(begin, end - begin);
    text = text.substr(0, text.rfind(' '));
    if (text.starts_with("sys.modules['")) text = text.substr(13, text.size() - 15);
    places += QuotedPlain(text) + ", ";
    begin = end + 2;
  }
  return places;
}

// nullptr: it is of something else.
const Look* LookFor(const Finding& finding) {
  const auto* look = std::ranges::find(kLooks, finding.violation.difference, &Look::kind);
  return finding.signature.law == "effects" && look != std::end(kLooks) ? look : nullptr;
}

}  // namespace

std::string WithAmbient(std::string script, const Finding& finding) {
  const Look* look = LookFor(finding);
  if (look == nullptr) return Replaced(std::move(script), "@AMBIENT@", "\ndef look():\n    pass\n");
  std::string definitions = "\nimport os, pickle\n";
  if (look->kind == "patch")
    definitions += "PLACES = [" + PlacesIn(finding.violation.expected) +
                   PlacesIn(finding.violation.actual) + "]\n";
  if (look->kind == "file") definitions += "ROOM = []\n";
  definitions += "\ndef ambient():" + std::string(look->body);
  definitions += "\nlooks = []\n\ndef look():\n    looks.append(ambient())\n";
  return Replaced(std::move(script), "@AMBIENT@", definitions);
}

std::string AmbientTold(const Finding& finding) {
  return LookFor(finding) == nullptr ? "" : std::string(kTold);
}

}  // namespace lockstep
