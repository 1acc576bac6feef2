#include "harness/pipeline/script_text.h"

#include <fmt/format.h>

#include <set>
#include <string_view>
#include <utility>

#include "harness/model/difference_class.h"
#include "harness/model/law.h"
#include "harness/pipeline/ambient_script.h"
#include "harness/pipeline/repeating_script.h"
#include "harness/pipeline/script_elsewhere.h"
#include "harness/pipeline/script_pieces.h"
#include "harness/pipeline/sequence_script.h"

namespace lockstep {
namespace {

// What every side runs first.
constexpr std::string_view kLoad = R"py(
import builtins, contextlib, importlib, io, re, struct, sys, warnings

def load(name):
    module, _, attributes = name.partition(":")
    found = importlib.import_module(module)
    for attribute in attributes.split("."):
        found = getattr(found, attribute)
    return found

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

// What a side runs. It prints one line per thing that the laws compare.
constexpr std::string_view kCall = R"py(
def mutable(value):
    return isinstance(value, (list, dict, set, bytearray))

def again(value, known):  # mutable objects that are in the result more than once
    if id(value) in known and mutable(value):
        return [known[id(value)]]
    known[id(value)] = len(known)
    items = value.values() if type(value) is dict else value if type(value) in (list, tuple) else ()
    return [number for item in items for number in again(item, known)]

def calls(call):
@CALLS@

function, seen, said, output = @FUNCTION@, [], [], io.StringIO()
@NAMES@@AMBIENT@
def call(*args, **kwargs):
    seen[:] = [args, kwargs]
    return function(*args, **kwargs)

with warnings.catch_warnings(record=True) as said, contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
    warnings.simplefilter("always")
@BEFORE@    try:
        result = calls(call)
        outcome = "returned " + show(result)
        same = [i for i, arg in enumerate(seen[0] if seen else ()) if arg is result and mutable(arg)]
        twice = again(result, {})
    except BaseException as error:
        outcome, same, twice = "raised " + type(error).__qualname__@MESSAGE@, [], []
@AFTER@print(outcome)
print("arguments after:", show(tuple(seen)))
print("result is argument:", same, "and in itself:", twice)
print("warnings:", [w.category.__name__ for w in said])
print("output:", ascii(output.getvalue()[:2000]))@TOLD@
)py";

// What is compared with a port that lives elsewhere.
constexpr std::string_view kOutcome = R"py(
print(outcome)
)py";
constexpr std::string_view kArguments = R"py(
print("arguments after:", show([*seen[0], *seen[1].values()]))
)py";

// @EXPECTED@ and @ACTUAL@ are expressions for the two functions.
constexpr std::string_view kShort = R"py(
def outcome(function):
    try:
        return @TEXT@
    except BaseException as error:
        return "raises " + type(error).__qualname__

native, port = outcome(@EXPECTED@), outcome(@ACTUAL@)
print("native:", native)
print("port:  ", port)
sys.exit(native != port)
)py";

constexpr std::string_view kParent = R"py(
def side(python, name, hash_seed, child):
    environment = dict(os.environ, PYTHONHASHSEED=str(hash_seed), PYTHONPATH=os.pathsep.join(PATH))
    try:
        done = subprocess.run([python, "-c", child, *name.split()], env=environment, timeout=@TIMEOUT@,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return "timed out"
    text = done.stdout.decode("utf-8", "replace")
    return text if done.returncode == 0 else text[-2000:] + "exit status %d" % done.returncode

)py";

std::string Indented(std::string_view text, std::string_view indent) {
  std::string result;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    result += fmt::format("{}{}\n", indent, text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

// The body of `calls`: the prefix, whose failures do not matter, and then the case itself.
std::string CallsBody(const std::vector<Case>& prefix, const Case& subject) {
  std::string body;
  for (const auto& earlier : prefix) {
    body += "    try:\n" + Indented(CallText("call", earlier), "        ");
    body += "    except BaseException:\n        pass\n";
  }
  return body + "    return " + CallText("call", subject);
}

// What the calls name: modules, else attributes of the callee's own module.
constexpr std::string_view kNames = R"py(
home = importlib.import_module(sys.argv[1].partition(":")[0])
for name in "@LIST@".split():
    first = name.partition(".")[0]
    for size in range(1, name.count(".") + 2):
        try:
            importlib.import_module(".".join(name.split(".")[:size]))
        except Exception:
            break
    if not hasattr(builtins, first) and (first in sys.modules or hasattr(home, first)):
        globals().setdefault(first, sys.modules.get(first) or getattr(home, first))
)py";

std::string NamesText(const std::vector<Case>& prefix, const Case& subject) {
  const std::vector<std::string> own = NamesUsed(subject);
  std::set<std::string> names(own.begin(), own.end());
  for (const auto& earlier : prefix)
    for (auto& name : NamesUsed(earlier)) names.insert(std::move(name));
  names.erase("struct.unpack");  // always there
  if (names.empty()) return "";
  return Replaced(std::string(kNames), "@LIST@", fmt::format("{}", fmt::join(names, " ")));
}

// "heapq:nsmallest" as an expression.
std::string Attribute(const std::string& target) {
  const auto colon = target.find(':');
  return fmt::format("importlib.import_module(\"{}\").{}", target.substr(0, colon),
                     target.substr(colon + 1));
}

// What the short script imports; nullopt where a name of the call is not a module's attribute.
std::optional<std::set<std::string>> ModulesUsed(const Case& subject) {
  std::set<std::string> modules{"importlib", "sys"};
  for (const auto& name : NamesUsed(subject)) {
    const auto dot = name.rfind('.');
    if (dot == std::string::npos) return std::nullopt;
    modules.insert(name.substr(0, dot));
  }
  return modules;
}

// As a raw triple-quoted literal where the text allows it: it stays readable.
std::string Literal(const std::string& text) {
  for (const std::string quotes : {"'''", "\"\"\""})
    if (text.find(quotes) == std::string::npos && !text.ends_with(quotes[0]) &&
        !text.ends_with('\\'))
      return "r" + quotes + text + quotes;
  return QuotedPlain(text);
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

std::string Child(const Port& port, const std::vector<Case>& prefix, const Finding& finding,
                  const std::string& compared, bool apart) {
  const Case& subject = finding.smallest;
  const bool message = port.contract.exceptions == ExceptionPolicy::kTypeAndMessage;
  // The calls come last: what stands in them is not ours to replace.
  auto text = std::string(kLoad) + std::string(kShow) + std::string(kCall);
  if (apart) {
    text = std::string(kLoad) + std::string(kShow) + std::string(kApart) + std::string(kCall);
    text = Replaced(text, "\"raised \" + type(error).__qualname__",
                    "\"raised \" + named(type(error))");
  }
  if (port.LivesElsewhere()) text = text.substr(0, text.rfind("print(outcome)")) + compared;
  text = Replaced(text, "@MESSAGE@", message ? " + \": \" + ascii(str(error))" : "");
  text = WithAmbient(std::move(text), finding);
  text = Replaced(text, "@FUNCTION@", FunctionText(port));
  text = Replaced(text, "@NAMES@", NamesText(prefix, subject));
  return Replaced(text, "@CALLS@", CallsBody(prefix, subject));
}

struct Side {
  std::string label, called;  // as the report calls it
  std::string name, python;   // what its interpreter is given
  std::uint32_t hash_seed;
};

Side SideOf(const Port& port, const Setting& setting, std::string_view when) {
  const bool native = setting.implementation == kNative;
  std::string called = native ? port.native : port.port;
  std::string name = native || port.LivesElsewhere() ? port.native : port.port;
  if (port.IsTranslated()) name += native ? " native" : " port";
  std::string label = native ? "native" : "port";
  if (IsOfShipping(port.law)) {
    name = port.port + (native ? " native" : " port");
    label = native ? "port as imported" : "port as shipped";
  }
  return {fmt::format("{}{}", label, when), std::move(called), std::move(name),
          native ? port.python : port.port_python, setting.hash_seed};
}

std::pair<std::string_view, std::string_view> Labels(const Finding& finding) {
  if (finding.left.implementation != finding.right.implementation) return {"", ""};
  if (finding.signature.law == "history") return {" alone", " after the earlier calls"};
  if (finding.signature.law == "replay") return {" first", " again"};
  return {" first", " elsewhere"};
}

bool Tells(const Finding& finding, std::string_view what) {
  return finding.violation.expected.find(what) != std::string::npos ||
         finding.violation.actual.find(what) != std::string::npos;
}

bool AreTypesApart(const Finding& finding) {
  return finding.signature.law == "type" || Tells(finding, "another class of the name");
}

// A text, which is a value, keeps its addresses: only what shows an object loses them.
std::string_view ShortText(const Finding& finding) {
  return Tells(finding, "0x...") ? "re.sub(\"0x[0-9a-f]+\", \"0x...\", repr(@CALL@))"
                                 : "repr(@CALL@)";
}

std::string ChildOf(const Port& port, const std::vector<Case>& prefix, const Finding& finding,
                    const std::string& compared) {
  const bool apart = AreTypesApart(finding);
  if (!port.stateful) return Child(port, prefix, finding, compared, apart);
  const std::string show = std::string(kShow) + (apart ? std::string(kApart) : "");
  return SequenceChildText(port, prefix, finding, show, NamesText(prefix, finding.smallest),
                           port.IsTranslated() ? FunctionText(port) : "made");
}

std::vector<Case> PrefixOf(const Finding& finding) {
  if (finding.signature.law == "replay") return {finding.smallest};
  return finding.prefix;
}

}  // namespace

std::optional<std::string> ShortScriptText(const Port& port, const Finding& finding) {
  const auto& law = finding.signature.law;
  const auto& difference = finding.violation.difference;
  const bool compares_results = law == "value" || law == "type" || law == "exception";
  const bool dies = IsFatal(difference);
  const bool one_process = !port.LivesElsewhere() &&
                           finding.left.implementation != finding.right.implementation &&
                           port.python == port.port_python && finding.prefix.empty();
  auto modules = ModulesUsed(finding.smallest);
  if (port.IsTranslated()) return std::nullopt;
  if (!compares_results || dies || !one_process || !modules) return std::nullopt;
  if (port.stateful || Tells(finding, "0x...")) modules->insert("re");
  std::string path;
  for (const auto& entry : port.path) path += (path.empty() ? "" : ", ") + QuotedPlain(entry);
  std::string text = fmt::format("# {} against {}: the law \"{}\"\nimport {}\n", port.native,
                                 port.port, law, fmt::join(*modules, ", "));
  if (!path.empty()) text += fmt::format("\nsys.path[:0] = [{}]\n", path);
  if (port.stateful) {
    const auto body =
        SequenceShortText(port, finding, Attribute(port.native), Attribute(port.port));
    return body ? std::optional(text + *body) : std::nullopt;
  }
  auto body = Replaced(std::string(kShort), "@EXPECTED@", Attribute(port.native));
  body = Replaced(body, "@ACTUAL@", Attribute(port.port));
  body = Replaced(body, "@TEXT@", ShortText(finding));
  return text + Replaced(body, "@CALL@", CallText("function", finding.smallest));
}

std::string ScriptText(const Port& port, const Finding& finding) {
  const auto [first, second] = Labels(finding);
  const Side left = SideOf(port, finding.left, first), right = SideOf(port, finding.right, second);
  const auto prefix = PrefixOf(finding);
  const std::string compared(finding.signature.law == "arguments" ? kArguments : kOutcome);
  const auto child = [&](const Setting& setting, const std::vector<Case>& before) {
    const bool elsewhere = port.LivesElsewhere() && setting.implementation != kNative;
    return elsewhere ? std::string(kLoad) + std::string(kShow) +
                           TellingSide(port, before, finding.smallest) + compared
                     : ChildOf(port, before, finding, compared);
  };
  const std::string plain = child(finding.left, {}), other = child(finding.right, prefix);
  std::string path;
  for (const auto& entry : port.path) path += QuotedPlain(entry) + ", ";
  std::string text = fmt::format(
      "# {} against {}: the law \"{}\"\nimport os, subprocess, sys\n\nPATH = [{}]\nCALL = {}\n",
      left.called, right.called, finding.signature.law, path, Literal(plain));
  if (IsRepeated(finding))
    text += kRepeatingText;
  else if (other != plain)
    text += fmt::format("OTHER = {}\n", Literal(other));
  text += Replaced(std::string(kParent), "@TIMEOUT@",
                   finding.violation.difference == "timeout" ? "5" : "60");
  const auto line = [&](const char* variable, const Side& side, const char* code) {
    return fmt::format("{} = side({}, {}, {}, {})\n", variable, QuotedPlain(side.python),
                       QuotedPlain(side.name), side.hash_seed, code);
  };
  text += line("left", left, "CALL");
  text += line("right", right, other == plain && !IsRepeated(finding) ? "CALL" : "OTHER");
  text += fmt::format(
      "print(\"--- {}:\", left, \"--- {}:\", right, sep=\"\\n\")\nsys.exit(left != right)\n",
      left.label, right.label);
  return text;
}

}  // namespace lockstep
