#include "harness/pipeline/reproduce/sequence_script.h"

#include <fmt/format.h>

#include <string_view>

#include "harness/pipeline/callee.h"
#include "harness/pipeline/reproduce/ambient_script.h"

namespace lockstep {
namespace {

constexpr std::string_view kChild = R"py(
import ast, copy
from collections import abc

MODULE = sys.argv[1].partition(":")[0]
CLASS, STEP, PICKLED, BEFORE, REPEATS = @CLASS@, @STEP@, @PICKLED@, @BEFORE@, @REPEATS@
SELVES = []  # the classes of the instances

@SHOW@
def nameless(text):
    for kind in SELVES:
        names = (kind.__module__ + "." + kind.__qualname__, kind.__qualname__, kind.__name__)
        text = re.sub(r"(?<!\w)(?:%s)(?!\w)" % "|".join(map(re.escape, names)), "<class>", text)
    return re.sub("0x[0-9a-f]+", "0x...", text)

def observe(o, pickled=False):
    if OBSERVE:
        return eval(OBSERVE, dict(vars(home), o=o))
    seen, iterator = {}, hasattr(type(o), "__next__")
    looks = {"repr": lambda: nameless(repr(o)), "len": lambda: len(o), "vars": lambda: public(o),
             "list": lambda: iterator or [item for _, item in zip(range(64), o)],
             "equals its copy": lambda: iterator or bool(copy.copy(o) == o)}
    if not pickled:
        looks["pickled"] = lambda: observe(pickle.loads(pickle.dumps(o, 4)), True)
    for name, look in looks.items():
        try:
            seen[name] = look()
        except Exception as error:
            seen[name] = "no pickle" if name == "pickled" else type(error).__qualname__
    return seen

def public(o):
    return {name: getattr(o, name, "none") for name in @ATTRIBUTES@}

plain, plain_inside = show, inside

def inside(value, kind):
    if kind in SELVES:
        try:
            return ("instance", observe(value))
        except Exception as error:
            return ("instance", type(error).__qualname__)
    return plain_inside(value, kind)

def show(value, open_=()):
    if type(value) in SELVES and id(value) not in open_:
        return plain(inside(value, type(value)), open_ + (id(value),))
    return plain(value, open_)

def shown(method, value):
    if method == "__hash__" and type(value) is int:
        return "a hash"
    if method in ("__repr__", "__str__", "__format__") and type(value) is str:
        return ascii(nameless(value))
    for kind in (abc.KeysView, abc.ItemsView, abc.ValuesView):
        if isinstance(value, kind) and type(value) not in SELVES:
            return kind.__name__ + " of " + show(list(value))
    return show(value)

def play(sequence, passed):
    names, lines = dict(globals(), **{CLASS: made}), []
    for statement in sequence.strip().splitlines():
        name, call = re.fullmatch(r"(?:(o|r[0-9]+) = )?(.*)", statement).groups()
        if PICKLED and "o" in names and type(names["o"]) in SELVES:
            try:
                names["o"] = pickle.loads(pickle.dumps(names["o"], 4))
            except BaseException as error:
                return lines + ["cannot be pickled: " + type(error).__name__]
        node = ast.parse(call, mode="eval").body
        part = lambda node: eval(compile(ast.Expression(node), "<sequence>", "eval"), names)
        try:
            args = [part(arg) for arg in node.args]
            kwargs = {key.arg: part(key.value) for key in node.keywords}
            passed.append(show((args, kwargs)) if BEFORE else (args, kwargs))
            value = part(node.func)(*args, **kwargs)
            method = re.match(r"(?:o|r[0-9]+)\.(\w+)\(", call)
            if not method:
                SELVES.append(type(value))
            later = name and hasattr(type(value), "__next__")
            what = "an iterator" if later else shown(method and method.group(1), value)
            did = "returned " + what if method else "made"
            if name or not method:
                names[name or "r%d" % len(lines)] = value
        except BaseException as error:
            did = "raised " + type(error).__qualname__@MESSAGE@
        instances = [names[key] for key in sorted(names) if re.fullmatch("o|r[0-9]+", key)]
        states = [show(value) for value in instances if type(value) in SELVES]
        lines.append("%s -> %s; state: %s" % (statement, did, "; ".join(states)))
    return lines

SEQUENCES = [@SEQUENCES@]
OBSERVE = @OBSERVE@
home, made = importlib.import_module(MODULE), function
@NAMES@@AMBIENT@
passed = []

def watch(sequence):
    output = io.StringIO()
    del passed[:]
    with warnings.catch_warnings(record=True) as said, contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        warnings.simplefilter("always")
        look()
        lines = play(sequence, passed)
        look()
        arguments = show(passed) if not BEFORE else "list[%s]" % ", ".join(passed)
    if BEFORE is not None:
        return ["arguments: " + arguments]
    if STEP is not None:
        return [lines[min(STEP, len(lines) - 1)]]
    return lines + ["arguments after: " + arguments, "warnings: %s" % [w.category.__name__ for w in said],
                    "output: " + ascii(output.getvalue()[:2000])]

for sequence, times in SEQUENCES[:-1]:
    for _ in range(times):
        watch(sequence)
first, until = watch(SEQUENCES[-1][0]), time.monotonic() + 5
for _ in range(REPEATS):
    later = watch(SEQUENCES[-1][0])
    if later != first or time.monotonic() > until:
        break
print(*first, *(["=====", *later] if REPEATS else []), sep="\n")@TOLD@
)py";

// Both sides in one process: enough where what differs shows in a repr.
constexpr std::string_view kShortSequence = R"py(
SEQUENCE = @SEQUENCE@

def play(target):
    names, did = dict(globals(), @CLASS@=target), []
    for statement in SEQUENCE.strip().splitlines():
        name, call = re.fullmatch(r"(?:(o|r[0-9]+) = )?(.*)", statement).groups()
        try:
            value = names[name] = eval(call, names)
            result = "made" if call.startswith("@CLASS@(") else repr(value)
        except BaseException as error:
            result = "raises " + type(error).__qualname__
        state = repr(@OBSERVE@) if "o" in names else None
        did.append({key: re.sub(r"0x[0-9a-f]+|\b(@CLASS@|@OTHER@)\b", "...", text or "")
                    for key, text in (("result", result), ("state", state))})
        print("   ", statement, " # " + result, state and "state: " + state)
    return did

print("native:")
native = play(@NATIVE@)
print("port:")
port = play(@PORT@)
sys.exit(native[@STEP@]["@PART@"] != port[@STEP@]["@PART@"])
)py";

std::string Quoted(const std::string& text) { return ToPython(Value::Str(text)); }

std::string SequenceText(const Port& port, const Case& subject) {
  std::string lines;
  for (const auto& statement : StatementsOf(CalleeOf(port.native), subject))
    lines += statement + "\n";
  return lines;
}

// As the short script evaluates it: `o` is a name in it.
std::string Observed(const Port& port) {
  if (port.observe.empty()) return "None";
  return "eval(" + Quoted(port.observe) + ", names)";
}

// "step[3].pop.result" is about step 3 alone; nullopt: about all of it.
std::string StepIn(const Finding& finding) {
  constexpr std::string_view kStep = "step[";
  const std::string where = finding.violation.where.ToString();
  if (!where.starts_with(kStep)) return "None";
  return where.substr(kStep.size(), where.find(']') - kStep.size());
}

std::string Listed(const std::vector<std::string>& texts) {
  Value list = Value::Of(Value::Kind::kList, {});
  for (const auto& text : texts) list.items.push_back(Value::Str(text));
  return ToPython(list);
}

void Replace(std::string& text, std::string_view what, std::string_view with) {
  const auto place = text.find(what);
  if (place != std::string::npos) text.replace(place, what.size(), with);
}

}  // namespace

std::optional<std::string> SequenceShortText(const Port& port, const Finding& finding,
                                             const std::string& native, const std::string& other) {
  const std::string where = finding.violation.where.ToString();
  const bool state = where.find(".state") != std::string::npos;
  const bool shows = state ? !port.observe.empty() : where.find(".result") != std::string::npos;
  const std::string sequence = SequenceText(port, finding.smallest);
  const bool literal = sequence.find_first_of("\\") == std::string::npos &&
                       sequence.find("'''") == std::string::npos;
  if (StepIn(finding) == "None" || !shows || where.find(".next()") != std::string::npos)
    return std::nullopt;
  std::string text(kShortSequence);
  const std::string callee = CalleeOf(port.native);
  for (const auto& [what, with] : std::vector<std::pair<std::string_view, std::string>>{
           {"@CLASS@", callee},
           {"@CLASS@", callee},
           {"@CLASS@", callee},
           {"@OTHER@", CalleeOf(port.port)},
           {"@NATIVE@", native},
           {"@PORT@", other},
           {"@STEP@", StepIn(finding)},
           {"@PART@", state ? "state" : "result"},
           {"@STEP@", StepIn(finding)},
           {"@PART@", state ? "state" : "result"},
           {"@OBSERVE@", Observed(port)},
           {"@SEQUENCE@", literal ? "'''\n" + sequence + "'''" : Quoted(sequence)}})
    Replace(text, what, with);
  return text;
}

std::string SequenceSideText(const Port& port, const Prefix& prefix, const Finding& finding,
                             Told told, std::string_view show, std::string_view names) {
  std::string sequences;
  for (const auto& [earlier, times] : prefix)
    sequences += fmt::format("({}, {}), ", Quoted(SequenceText(port, earlier)), times);
  sequences += fmt::format("({}, 1)", Quoted(SequenceText(port, finding.smallest)));
  const bool message = port.contract.exceptions == ExceptionPolicy::kTypeAndMessage;
  const std::string observe = port.observe.empty() ? "None" : Quoted(port.observe);
  std::string text = WithAmbient(std::string(kChild), finding);
  Replace(text, "@TOLD@", AmbientTold(finding));
  Replace(text, "@CLASS@", Quoted(CalleeOf(port.native)));
  Replace(text, "@STEP@", StepIn(finding));
  Replace(text, "@PICKLED@", told == Told::kPickled ? "True" : "False");
  Replace(text, "@BEFORE@",
          told == Told::kBefore  ? "True"
          : told == Told::kAfter ? "False"
                                 : "None");
  Replace(text, "@REPEATS@",
          told == Told::kAgain ? std::to_string(RepeatsOf(finding) - 1) : std::string("0"));
  Replace(text, "@SHOW@", show);
  Replace(text, "@ATTRIBUTES@", Listed(port.attributes.value_or(std::vector<std::string>())));
  Replace(text, "@MESSAGE@", message ? " + \": \" + ascii(str(error))" : "");
  Replace(text, "@NAMES@", names);
  // The user's come last: what stands in them is not ours to replace.
  Replace(text, "@SEQUENCES@", sequences);
  Replace(text, "@OBSERVE@", observe);
  return text;
}

}  // namespace lockstep
