#include "harness/pipeline/learn/docstring.h"

#include <algorithm>
#include <regex>
#include <sstream>
#include <string_view>
#include <utility>

namespace lockstep {
namespace {

constexpr std::pair<std::string_view, std::string_view> kSaidKinds[] = {
    {"int", "int"},
    {"integer", "int"},
    {"ints", "int"},
    {"integers", "int"},
    {"float", "float"},
    {"floats", "float"},
    {"double", "float"},
    {"number", "int"},
    {"number", "float"},
    {"numeric", "int"},
    {"numeric", "float"},
    {"scalar", "int"},
    {"scalar", "float"},
    {"str", "str"},
    {"string", "str"},
    {"bytes", "bytes"},
    {"bool", "bool"},
    {"boolean", "bool"},
    {"callable", "Callable[[int], int]"},
    {"callable", "Callable[[int, int], int]"},
    {"function", "Callable[[int], int]"},
    {"function", "Callable[[int, int], int]"},
    {"list", "list[int]"},
    {"list", "list[str]"},
    {"sequence", "list[int]"},
    {"sequence", "list[str]"},
    {"iterable", "list[int]"},
    {"iterable", "list[str]"},
    {"array_like", "list[float]"},
    {"array-like", "list[float]"},
    {"tuple", "tuple[int, ...]"},
    {"tuple", "tuple[str, ...]"},
    {"dict", "dict[str, int]"},
    {"dictionary", "dict[str, int]"},
    {"mapping", "dict[str, int]"},
    {"set", "set[int]"},
};
constexpr std::size_t kMostDoc = 1 << 16, kLongestLine = 200;

void AddOnce(std::string kind, std::vector<std::string>& kinds) {
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(std::move(kind));
}

// "{'left', 'right'}, default 'left'"
std::string LiteralIn(const std::string& text) {
  static const std::regex kSet(
      R"(\{((?:'[^'\\]*'|"[^"\\]*"|-?\d+)(?:,\s*(?:'[^'\\]*'|"[^"\\]*"|-?\d+))*)\})");
  std::smatch found;
  return std::regex_search(text, found, kSet) ? "Literal[" + found[1].str() + "]" : std::string();
}

std::vector<std::string> KindsIn(const std::string& text) {
  std::vector<std::string> kinds;
  if (auto literal = LiteralIn(text); !literal.empty()) kinds.push_back(std::move(literal));
  static const std::regex kWord("[A-Za-z_][A-Za-z_-]*");
  for (std::sregex_iterator word(text.begin(), text.end(), kWord), end; word != end; ++word) {
    std::string lower = word->str();
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const auto& [said, kind] : kSaidKinds)
      if (lower == said) AddOnce(std::string(kind), kinds);
  }
  return kinds;
}

// The part of a line that says of which kind the parameter is.
std::vector<std::regex> FormsFor(const std::string& name) {
  const std::string quoted = "[`*]*" + name + "[`*]*";
  return {
      std::regex("^\\s*\\*{0,2}" + quoted + "\\s*\\(([^)]*)\\)\\s*:"),
      std::regex("^\\s*(?:\\w+, )*" + quoted + "(?:, \\w+)*\\s*:\\s+(.*)$"),
      std::regex(":param ([^:]*)\\b" + name + "\\s*:"),
      std::regex(":type " + name + "\\s*:(.*)$"),
      std::regex("\\b" + quoted +
                 "(?: is| must be| should be| may be| can be|,) an? ([\\w-]+(?: \\w+)?)"),
  };
}

}  // namespace

std::vector<std::string> KindsSaidOf(const std::string& parameter, const std::string& doc) {
  std::vector<std::string> kinds;
  const bool plain = std::all_of(parameter.begin(), parameter.end(),
                                 [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
  if (!plain || doc.size() > kMostDoc || doc.find(parameter) == std::string::npos) return kinds;
  const auto forms = FormsFor(parameter);
  std::istringstream lines(doc);
  for (std::string line; std::getline(lines, line);) {
    if (line.size() > kLongestLine || line.find(parameter) == std::string::npos) continue;
    std::smatch said;
    for (const auto& form : forms) {
      if (!std::regex_search(line, said, form)) continue;
      for (auto& kind : KindsIn(said[1].str())) AddOnce(std::move(kind), kinds);
      break;
    }
  }
  return kinds;
}

}  // namespace lockstep
