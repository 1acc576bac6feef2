// Which names a call's source needs, found without evaluating it.
#include <algorithm>
#include <set>
#include <string_view>

#include "harness/model/case.h"
#include "harness/model/earlier.h"
#include "harness/model/python_text.h"

namespace lockstep {
namespace {

using Names = std::set<std::string>;

constexpr std::string_view kWordsOfExpressions[] = {
    "False", "None", "True", "and", "as",  "async",  "await", "else", "for",
    "from",  "if",   "in",   "is",  "not", "lambda", "or",    "yield"};

bool Begins(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
bool Continues(char c) { return Begins(c) || (c >= '0' && c <= '9') || c == '.'; }

// Behind the string literal that begins at `at`.
std::size_t BehindString(std::string_view source, std::size_t at) {
  const char quote = source[at++];
  while (at < source.size() && source[at] != quote) at += source[at] == '\\' ? 2 : 1;
  return at + 1;
}

std::size_t BehindName(std::string_view source, std::size_t at) {
  while (at < source.size() && Continues(source[at])) ++at;
  return at;
}

// Dotted names; attributes of what is no name (`"".join`) and numbers (`1e5`) are none.
void FromSource(std::string_view source, Names& names) {
  for (std::size_t at = 0; at < source.size();) {
    const char c = source[at];
    if (c == '\'' || c == '"') {
      at = BehindString(source, at);
    } else if (Continues(c)) {
      const std::string_view word = source.substr(at, BehindName(source, at) - at);
      at += word.size();
      const bool keyword = std::find(std::begin(kWordsOfExpressions), std::end(kWordsOfExpressions),
                                     word) != std::end(kWordsOfExpressions);
      const bool is_prefix = at < source.size() && (source[at] == '\'' || source[at] == '"');
      if (Begins(c) && !keyword && !is_prefix) names.emplace(word);
    } else {
      ++at;
    }
  }
}

void From(const Value& value, Names& names) {
  switch (value.kind) {
    case Value::Kind::kExpr:
      if (!StepOf(value)) FromSource(value.text, names);
      break;
    case Value::Kind::kFloat:
    case Value::Kind::kComplex:
      if (ToPython(value).find("struct.") != std::string::npos) names.insert("struct.unpack");
      break;
    case Value::Kind::kModule:
      names.insert(value.text);
      break;
    case Value::Kind::kClass:
    case Value::Kind::kFunction:
    case Value::Kind::kSubclass:
    case Value::Kind::kObject:
    case Value::Kind::kException:
      if (value.text.rfind("builtins:", 0) != 0) names.insert(DottedName(value.text));
      break;
    default:
      break;
  }
  for (const Value& item : value.items) From(item, names);
}

}  // namespace

std::vector<std::string> NamesUsed(const Case& subject) {
  Names names;
  for (const Step& step : subject.steps) {
    for (const Value& argument : step.positional) From(argument, names);
    for (const auto& [name, argument] : step.keyword) From(argument, names);
  }
  return {names.begin(), names.end()};
}

}  // namespace lockstep
