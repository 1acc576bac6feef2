#include "harness/pipeline/reproduce/script_side.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "harness/model/law.h"
#include "harness/pipeline/reproduce/ambient_script.h"
#include "harness/pipeline/reproduce/script_calls.h"
#include "harness/pipeline/reproduce/script_elsewhere.h"
#include "harness/pipeline/reproduce/script_pieces.h"
#include "harness/pipeline/reproduce/sequence_script.h"

namespace lockstep {
namespace {

// What every side runs first. What cannot be imported is no difference.
constexpr std::string_view kLoad = R"py(
import builtins, contextlib, importlib, io, pickle, re, struct, sys, time, warnings

def load(name):
    module, _, attributes = name.partition(":")
    found = importlib.import_module(module)
    for attribute in attributes.split("."):
        found = getattr(found, attribute)
    return found

try:
    function = @FUNCTION@
except Exception as error:
    print("cannot import %s: %s: %s" % (sys.argv[1], type(error).__name__, error))
    sys.exit(2)

)py";

// A value as text that tells apart what the laws do.
constexpr std::string_view kShow = R"py(def show(value, open_=()):
    kind = type(value)
    if id(value) in open_:
        return "<cycle>"
    open_ += (id(value),)
    if kind is float:
        return repr(value) if value == value else "nan:" + struct.pack(">d", value).hex()
    if kind is complex:
        return "complex(%s, %s)" % (show(value.real), show(value.imag))
    if kind in (list, tuple):
        return kind.__name__ + "[" + ", ".join(show(item, open_) for item in value) + "]"
    if kind in (set, frozenset):
        return kind.__name__ + "{" + ", ".join(sorted(show(item, open_) for item in value)) + "}"
    if kind is dict:
        return "{" + ", ".join(show(k, open_) + ": " + show(v, open_) for k, v in value.items()) + "}"
    if kind is int and value.bit_length() > 10000:  # Python may refuse to write it in decimal
        return hex(value)
    if kind in (int, bool, str, bytes, bytearray, type(None), range, slice):
        return ascii(value)
    name = "" if kind.__module__ == "builtins" else kind.__qualname__ + " "
    held = inside(value, kind)
    if held is not None:
        return name + show(held, open_)
    if hasattr(kind, "__next__"):
        return "iterator over " + yielded(value, open_)
    return name + re.sub("0x[0-9a-f]+", "0x...", ascii(value))

def inside(value, kind):  # of objects whose text does not tell it
    if kind.__name__ == "ndarray" and hasattr(value, "dtype"):
        return value.dtype.str, value.shape, value.flags.fnc, value.flags.writeable, value.tobytes()
    if kind.__name__ == "array" and hasattr(value, "typecode"):
        return value.typecode, value.tolist()
    if isinstance(value, re.Match):
        return value.re, value.string, value.pos, value.endpos, value.regs, value.lastindex
    if isinstance(value, (io.StringIO, io.BytesIO)):
        return ("closed",) if value.closed else (value.getvalue(), value.tell())
    if isinstance(value, BaseException):
        return value.args, vars(value)
    if kind.__repr__ is object.__repr__ and kind is not object and not hasattr(kind, "__next__"):
        try:
            return value.__reduce_ex__(4)[1:3]
        except Exception:
            return None

def yielded(value, open_):
    items, end = [], ""
    try:
        for _, item in zip(range(64), value):
            items.append(item)
    except BaseException as error:
        end = ", then raises " + type(error).__qualname__
    return show(items, open_) + end
)py";

// Behind it, where types are what differs: a class by the module that it claims, and whether that
// has another class of this name.
constexpr std::string_view kApart = R"py(
def named(kind):
    try:
        found = importlib.import_module(kind.__module__)
        for attribute in kind.__qualname__.split("."):
            found = getattr(found, attribute)
    except (ImportError, AttributeError):
        found = None
    other = isinstance(found, type) and found is not kind
    return ("another class of the name " if other else "") + kind.__module__ + "." + kind.__qualname__

bare = show

def show(value, open_=()):
    if isinstance(value, type):
        return "class " + named(value)
    name = named(type(value))
    return bare(value, open_) if name.startswith("builtins.") else name + " " + bare(value, open_)
)py";

// What a side does with the calls: one line for each thing that the laws compare.
constexpr std::string_view kObserve = R"py(
def mutable(value):
    return isinstance(value, (list, dict, set, bytearray))

def again(value, known):  # mutable objects that are in the result more than once
    if id(value) in known and mutable(value):
        return [known[id(value)]]
    known[id(value)] = len(known)
    items = value.values() if type(value) is dict else value if type(value) in (list, tuple) else ()
    return [number for item in items for number in again(item, known)]
@NAMES@@AMBIENT@
seen = []

def observe(calls):
    output = io.StringIO()
    def call(*args, **kwargs):
        seen[:] = [args, kwargs]
        return function(*args, **kwargs)
    with warnings.catch_warnings(record=True) as said, contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        warnings.simplefilter("always")
        look()
        try:
            result = calls(call)
            outcome = "returned " + show(result)
            same = [i for i, arg in enumerate(seen[0] if seen else ()) if arg is result and mutable(arg)]
            twice = again(result, {})
        except BaseException as error:
            outcome, same, twice = "raised " + type(error).__qualname__@MESSAGE@, [], []
        look()
    return [outcome, "arguments after: " + show(tuple(seen)),
            "result is argument: %s and in itself: %s" % (same, twice),
            "warnings: %s" % [w.category.__name__ for w in said], "output: " + ascii(output.getvalue()[:2000])]

def earlier_calls(call):
@EARLIER@
def the_call(call):
    return @CALL@

observe(earlier_calls)
)py";

// In place of the call, where the arguments cannot be written to.
constexpr std::string_view kCalled = "return function(*args, **kwargs)\n";
constexpr std::string_view kCalledLocked = "return function(*locked(args), **locked(kwargs))\n";
constexpr std::string_view kLocked = R"py(
def locked(value):
    if type(value) in (list, tuple):
        return type(value)(map(locked, value))
    if type(value) is dict:
        return {key: locked(item) for key, item in value.items()}
    if isinstance(value, memoryview):
        return value.toreadonly()
    if hasattr(value, "setflags"):
        value.setflags(write=False)
    return value
)py";

// What a side prints, for each Told.
constexpr std::string_view kEverything = R"py(print(*observe(the_call), sep="\n")@TOLD@
)py";
constexpr std::string_view kOutcome = R"py(print(observe(the_call)[0])
)py";
constexpr std::string_view kArguments = R"py(observe(the_call)
print("arguments after:", show([*seen[0], *seen[1].values()]))
)py";
constexpr std::string_view kBefore =
    R"py(print("arguments:", show(the_call(lambda *args, **kwargs: (args, kwargs))))
)py";
constexpr std::string_view kAfter = R"py(observe(the_call)
print("arguments:", show(tuple(seen)))
)py";
constexpr std::string_view kCarried = R"py(
def carried(value):
    return value@PICKLE@

def told(value):  # with what its text does not say
    return show(value) + (" with " + show(vars(value)) if hasattr(value, "__dict__") else "")

try:
    did, value = "returned ", the_call(function)
except BaseException as error:
    did, value = "raised ", error
try:
    print(did + told(carried(value)))
except BaseException as error:
    print("cannot be pickled:", type(error).__name__)
)py";
constexpr std::string_view kAgain = R"py(
first, until = observe(the_call), time.monotonic() + 5
for times in range(2, @TIMES@ + 1):
    later = observe(the_call)
    if later != first:
        later.append("in call %d of at most @TIMES@" % times)
    if later != first or time.monotonic() > until:
        break
print(*first, "=====", *later, sep="\n")
)py";

std::string_view TailOf(Told told) {
  switch (told) {
    case Told::kOutcome:
    case Told::kReadOnly:
      return kOutcome;
    case Told::kArguments:
      return kArguments;
    case Told::kBefore:
      return kBefore;
    case Told::kAfter:
      return kAfter;
    case Told::kPlain:
    case Told::kPickled:
      return kCarried;
    case Told::kAgain:
      return kAgain;
    case Told::kEverything:
      break;
  }
  return kEverything;
}

// What a side calls: the object itself, unless translations or a law stand between.
std::string FunctionText(const Port& port) {
  if (!port.IsTranslated()) return "load(sys.argv[1])";
  return fmt::format(
      "__import__(\"lockstep.sides\").sides.side(sys.argv[1], sys.argv[2], \"{}\", \"{}\".split(), "
      "\"{}\".split(), \"{}\", {})",
      port.law, fmt::join(port.mappings, " "), fmt::join(port.contract.subset, " "), port.native,
      port.stateful ? "True" : "False");
}

std::string Loading(const Port& port) {
  return Replaced(std::string(kLoad), "@FUNCTION@", FunctionText(port));
}

// What is told of a class's types where they are what differs.
bool AreTypesApart(const Finding& finding) {
  return finding.signature.law == "type" || Tells(finding, "another class of the name");
}

}  // namespace

bool Tells(const Finding& finding, std::string_view what) {
  return finding.violation.expected.find(what) != std::string::npos ||
         finding.violation.actual.find(what) != std::string::npos;
}

bool Wavers(const Finding& finding) {
  return IsDeterminismLaw(finding.signature.law) &&
         (!finding.stable || finding.confirmed < finding.of);
}

int RepeatsOf(const Finding& finding) {
  constexpr int kTwice = 2, kMany = 20000;
  return Wavers(finding) ? kMany : kTwice;
}

std::string SideText(const Port& port, const Prefix& prefix, const Finding& finding, Told told) {
  const bool apart = AreTypesApart(finding);
  const std::string show = std::string(kShow) + std::string(apart ? kApart : std::string_view());
  const std::string names = NamesText(prefix, finding.smallest);
  if (port.stateful)
    return Loading(port) + SequenceSideText(port, prefix, finding, told, show, names);
  const bool message = port.contract.exceptions == ExceptionPolicy::kTypeAndMessage;
  const std::string times = std::to_string(RepeatsOf(finding));
  auto tail = Replaced(Replaced(std::string(TailOf(told)), "@TIMES@", times), "@TIMES@", times);
  tail = Replaced(tail, "value@PICKLE@",
                  told == Told::kPickled ? "pickle.loads(pickle.dumps(value, 4))" : "value");
  auto text =
      Replaced(std::string(kObserve), "@MESSAGE@", message ? " + \": \" + ascii(str(error))" : "");
  if (apart)
    text = Replaced(text, "\"raised \" + type(error).__qualname__",
                    "\"raised \" + named(type(error))");
  if (told == Told::kReadOnly)
    text = std::string(kLocked) + Replaced(text, std::string(kCalled), std::string(kCalledLocked));
  text = Loading(port) + show + Replaced(text, "@NAMES@", names);
  // The calls come last: what stands in them is not ours to replace.
  const auto calls = text.find("@EARLIER@");
  const std::string made =
      Replaced(Replaced(text.substr(calls), "@CALL@", CallText("call", finding.smallest)),
               "@EARLIER@", EarlierBody(prefix));
  return WithAmbient(text.substr(0, calls), finding) + made +
         Replaced(tail, "@TOLD@", AmbientTold(finding));
}

std::string ElsewhereText(const Port& port, const Prefix& prefix, const Finding& finding,
                          Told told) {
  return "\nimport io, re, struct, sys\n\n" + std::string(kShow) +
         TellingSide(port, prefix, finding.smallest) +
         (told == Told::kArguments ? "print(\"arguments after:\", show([*seen[0]]))\n"
                                   : "print(outcome)\n");
}

}  // namespace lockstep
