#include "harness/pipeline/learn/sought.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "harness/manifest/domain_parser.h"

namespace lockstep {
namespace {

using Hint = Loaded::ParameterHint;

constexpr const char* kAnyOfThem =
    "int | float | str | list[int] | bytes | list[list[int]] | Callable[[int], int]";
// Of keywords that have none.
constexpr const char* kInventedNames[] = {"a", "b", "key_a", "key_b"};
constexpr std::size_t kMostNames = 2;

// "int" for 3, "str" for 'a'; empty where the default says nothing (None, sentinels, containers).
std::string KindOfDefault(const std::string& repr) {
  if (repr == "True" || repr == "False") return "bool";
  if (repr.empty()) return "";
  const char first = repr[0];
  if (first == '\'' || first == '"') return "str";
  if (first == 'b' && repr.size() > 1 && (repr[1] == '\'' || repr[1] == '"')) return "bytes";
  const std::string unsigned_ = first == '-' ? repr.substr(1) : repr;
  if (unsigned_ == "inf" || unsigned_ == "nan") return "float";
  if (unsigned_.empty() || std::isdigit(static_cast<unsigned char>(unsigned_[0])) == 0) return "";
  if (unsigned_.back() == 'j') return "complex";
  return repr.find_first_of(".en") == std::string::npos ? "int" : "float";
}

}  // namespace

Sought SoughtFor(const Hint& hint) {
  if (hint.annotation && ParseDomain(*hint.annotation))
    return {hint, *hint.annotation, true, false, false, false};
  if (!hint.default_repr) return {hint, kAnyOfThem, false, false, false, false};
  const std::string kind = KindOfDefault(*hint.default_repr);
  if (!kind.empty()) return {hint, kind, true, false, false, false};
  // None can be given; what else a default is, cannot be made here.
  return {hint, "None", true, true, *hint.default_repr != "None", false};
}

std::vector<Sought> SoughtFor(const std::vector<Hint>& signature) {
  std::vector<Sought> all;
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(signature.begin(), signature.end(),
                       [&](const Hint& hint) { return hint.name == name; });
  };
  for (const Hint& hint : signature) {
    if (hint.kind != "VAR_KEYWORD") {
      all.push_back(SoughtFor(hint));
      continue;
    }
    std::size_t named = 0;
    for (const char* name : kInventedNames)
      if (!is_taken(name) && named++ < kMostNames)
        all.push_back(
            {{name, "KEYWORD_ONLY", "...", std::nullopt}, "None", true, true, true, true});
  }
  return all;
}

std::string TextOf(const std::vector<Sought>& all) {
  std::string text;
  bool by_name = false, gap = false;
  for (const Sought& sought : all) {
    const Hint& hint = sought.hint;
    const bool variadic = hint.kind == "VAR_POSITIONAL";
    const bool unreachable = gap && (variadic || hint.kind == "POSITIONAL_ONLY");
    if (sought.left_out || unreachable) {
      gap = gap || hint.IsPositional();
      continue;
    }
    if (!variadic && !by_name && (gap || hint.kind == "KEYWORD_ONLY")) {
      text += text.empty() ? "*" : ", *";
      by_name = true;
    }
    by_name = by_name || variadic;
    const std::string absent = hint.default_repr ? " = ..." : "";
    text += fmt::format("{}{}{}: {}{}", text.empty() ? "" : ", ", variadic ? "*" : "", hint.name,
                        sought.domain, absent);
  }
  return text;
}

std::string TextWith(std::vector<Sought> all, std::size_t at, const std::string& kind) {
  all[at].domain = kind;
  all[at].left_out = false;
  all[at].hint.default_repr.reset();
  for (std::size_t i = 0; i < at && all[at].hint.IsPositional(); ++i)
    if (all[i].hint.IsPositional() && !all[i].left_out) all[i].hint.default_repr.reset();
  return TextOf(all);
}

}  // namespace lockstep
