// Objects of the standard library as their own repr shows them: what `reduce` tells of them is
// Python too, but not what one would write.
#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <string_view>

#include "harness/model/python_text.h"

namespace lockstep {
namespace {

using Kind = Value::Kind;

unsigned Byte(const std::string& bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// What cannot stand before the "=" of an argument.
constexpr std::string_view kKeywords[] = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};

bool IsName(const Value& key) {
  const std::string& text = key.text;
  const auto continues = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
  return key.kind == Kind::kStr && !text.empty() &&
         std::isdigit(static_cast<unsigned char>(text[0])) == 0 &&
         std::all_of(text.begin(), text.end(), continues) &&
         std::find(std::begin(kKeywords), std::end(kKeywords), text) == std::end(kKeywords);
}

// "2020, 1, 2": from the numbers that stand until `least` and the last that is not zero.
template <std::size_t kSize>
std::string Numbers(const std::array<unsigned, kSize>& numbers, std::size_t least) {
  std::size_t size = kSize;
  while (size > least && numbers[size - 1] == 0) --size;
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += (i > 0 ? ", " : "") + std::to_string(numbers[i]);
  return text;
}

// What pickle keeps of a date or a time: bytes, and its fold in the highest bit of one of them.
std::string Clock(std::string_view name, const std::string& bytes) {
  const auto at = [&](std::size_t i) { return Byte(bytes, i); };
  const bool dated = name != "datetime:time";
  const std::size_t start = dated ? 4 : 0;
  if (bytes.size() != start + (name == "datetime:date" ? 0 : 6)) return "";
  const unsigned year = dated ? at(0) << 8 | at(1) : 0, month = dated ? at(2) & 127 : 0;
  if (name == "datetime:date") return Numbers<3>({year, month, at(3)}, 3);
  const unsigned micro = at(start + 3) << 16 | at(start + 4) << 8 | at(start + 5);
  const unsigned hour = dated ? at(4) : at(0) & 127;
  if (!dated) return Numbers<4>({hour, at(1), at(2), micro}, 2);
  return Numbers<7>({year, month, at(3), hour, at(5), at(6), micro}, 5);
}

bool Folded(std::string_view name, const std::string& bytes) {
  if (name == "datetime:date") return false;
  return Byte(bytes, name == "datetime:time" ? 0 : 2) > 127;
}

// The three whole numbers of a timedelta; otherwise none.
bool IsDelta(const Value& value) {
  const auto whole = [](const Value& part) { return part.kind == Kind::kInt && part.text.empty(); };
  return value.kind == Kind::kObject && value.text == "datetime:timedelta" &&
         value.items.size() == 6 && value.items[2].items.size() == 3 &&
         std::all_of(value.items[2].items.begin(), value.items[2].items.end(), whole);
}

std::string Delta(const Value& args) {
  static constexpr const char* kNames[] = {"days=", "seconds=", "microseconds="};
  std::string text;
  for (std::size_t i = 0; i < 3; ++i)
    if (args.items[i].small != 0)
      text += (text.empty() ? "" : ", ") + (kNames[i] + std::to_string(args.items[i].small));
  return "datetime.timedelta(" + (text.empty() ? "0" : text) + ")";
}

bool IsUtc(const Value& args) {
  if (args.items.size() != 1 || !IsDelta(args.items[0])) return false;
  const auto& parts = args.items[0].items[2].items;
  return std::all_of(parts.begin(), parts.end(), [](const Value& p) { return p.small == 0; });
}

// The 32 digits of a number below 2^128.
std::string Hexadecimal(const Value& number) {
  std::string bytes = number.text;
  if (bytes.empty())
    for (int shift = 56; shift >= 0; shift -= 8)
      bytes += static_cast<char>(static_cast<std::uint64_t>(number.small) >> shift & 255);
  bytes.insert(0, 16 - bytes.size(), '\0');
  std::string digits;
  for (const char c : bytes)
    for (const unsigned half :
         {static_cast<unsigned char>(c) / 16U, static_cast<unsigned char>(c) & 15U})
      digits += "0123456789abcdef"[half];
  for (const std::size_t hyphen : {20U, 16U, 12U, 8U}) digits.insert(hyphen, "-");
  return digits;
}

}  // namespace

std::string PythonText::Keywords(const Value& pairs) {
  std::string text;
  bool named = true;
  for (std::size_t i = 0; i + 1 < pairs.items.size(); i += 2) named &= IsName(pairs.items[i]);
  if (!named) return "**" + Dict(pairs);
  for (std::size_t i = 0; i + 1 < pairs.items.size(); i += 2)
    text += (i > 0 ? ", " : "") + pairs.items[i].text + "=" + Part(pairs.items[i + 1], {"", false});
  return text;
}

std::string PythonText::Dated(const Value& value) {
  const auto& args = value.items[2].items;
  if (args.empty() || args.size() > 2 || args[0].kind != Kind::kBytes) return "";
  std::string text = Clock(value.text, args[0].text);
  if (text.empty()) return "";
  if (Folded(value.text, args[0].text)) text += ", fold=1";
  if (args.size() == 2) text += ", tzinfo=" + Part(args[1], {"", false});
  return DottedName(value.text) + "(" + text + ")";
}

std::string PythonText::Deque(const Value& value) {
  const auto& args = value.items[2].items;
  const Value& items = value.items[4];
  if (!args.empty() && (args[0].kind != Kind::kTuple || !args[0].items.empty())) return "";
  if (!items.IsNone() && items.kind != Kind::kList) return "";
  const std::string most = args.size() == 2 ? ", maxlen=" + Part(args[1], {"", false}) : "";
  return "collections.deque([" + Elements(items) + "]" + most + ")";
}

std::string PythonText::Partial(const Value& state) {
  if (state.items.size() != 4 || !state.items[3].IsNone() || state.items[2].kind != Kind::kDict)
    return "";
  std::string text = "functools.partial(" + Part(state.items[0], {"", false});
  if (!state.items[1].items.empty()) text += ", " + Elements(state.items[1]);
  if (!state.items[2].items.empty()) text += ", " + Keywords(state.items[2]);
  return text + ")";
}

// State: what is in it, for text its newlines, the position, attributes.
std::string PythonText::MemoryFile(const Value& value) {
  const auto& state = value.items[3].items;
  const bool text = value.text == "io:StringIO";
  if (state.size() != (text ? 4 : 3) || !state.back().IsNone()) return "";
  if (text && state[1] != Value::Str("\n")) return "";
  const std::string made = DottedName(value.text) + "(" + Part(state[0], {"", false}) + ")";
  const Value& position = state[state.size() - 2];
  if (position == Value::Int(0)) return made;
  const std::string name = NewName();
  return "(" + name + " := " + made + ", " + name + ".seek(" + Part(position, {"", false}) +
         "))[0]";
}

// What UUID's own state holds: the number.
std::string PythonText::Uuid(const Value& state) {
  if (state.items.size() != 2 || state.items[0] != Value::Str("int")) return "";
  const Value& number = state.items[1];
  if (number.kind != Kind::kInt || number.small < 0 || number.text.size() > 16) return "";
  return "uuid.UUID('" + Hexadecimal(number) + "')";
}

// Made by `copyreg.__newobj__`, which is what classes in Python leave to pickle.
std::string PythonText::FromState(const Value& value) {
  const Value& state = value.items[3];
  if (value.items[1].text != "copyreg:__newobj__" || value.items[2].items.size() != 1 ||
      state.kind != Kind::kDict || !value.items[4].IsNone() || !value.items[5].IsNone())
    return "";
  if (value.text == "uuid:UUID") return Uuid(state);
  const bool maps = state.items.size() == 2 && state.items[0] == Value::Str("maps") &&
                    state.items[1].kind == Kind::kList && !state.items[1].items.empty();
  if (value.text != "collections:ChainMap" || !maps) return "";
  return "collections.ChainMap(" + Elements(state.items[1]) + ")";
}

// numpy's array of objects, which pickle remakes from its items; otherwise none.
std::string PythonText::ObjectArray(const Value& value) {
  const Value &callable = value.items[1], &state = value.items[3];
  const bool remade = callable.kind == Kind::kFunction && callable.text.ends_with(":_reconstruct");
  if (value.text != "numpy:ndarray" || !remade || state.items.size() != 5 ||
      state.items[1].kind != Kind::kTuple || state.items[4].kind != Kind::kList)
    return "";
  const auto& items = state.items[4].items;
  // Items that are sequences themselves would become further dimensions.
  const bool nests = std::any_of(items.begin(), items.end(), [](const Value& item) {
    return item.kind == Kind::kList || item.kind == Kind::kTuple;
  });
  const std::string listed = Elements(state.items[4]);
  const std::string made = nests ? "numpy.array([" + listed + ", None], dtype=object)[:-1]"
                                 : "numpy.array([" + listed + "], dtype=object)";
  if (state.items[1].items.size() == 1) return made;
  return made + ".reshape(" + Part(state.items[1], {"", false}) + ")";
}

std::string PythonText::Standard(const Value& value) {
  if (std::string made = FromState(value); !made.empty()) return made;
  if (std::string made = ObjectArray(value); !made.empty()) return made;
  const std::string& name = value.text;
  const Value &callable = value.items[1], &args = value.items[2], &state = value.items[3];
  if (callable.kind != Kind::kClass || callable.text != name || args.kind != Kind::kTuple ||
      !value.items[5].IsNone())
    return "";
  if (name == "collections:deque" && state.IsNone()) return Deque(value);
  if (!value.items[4].IsNone()) return "";
  if (name == "types:SimpleNamespace" && args.items.empty() && state.kind == Kind::kDict)
    return "types.SimpleNamespace(" + Keywords(state) + ")";
  if (name == "functools:partial" && state.kind == Kind::kTuple) return Partial(state);
  if (name == "io:StringIO" || name == "io:BytesIO") return MemoryFile(value);
  if (!state.IsNone()) return "";
  if (IsDelta(value)) return Delta(args);
  if (name == "datetime:timezone" && IsUtc(args)) return "datetime.timezone.utc";
  if (name == "datetime:date" || name == "datetime:time" || name == "datetime:datetime")
    return Dated(value);
  return "";
}

}  // namespace lockstep
