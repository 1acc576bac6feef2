#include "harness/pipeline/learn/examples.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace lockstep {
namespace {

// Splits "f(a, [1, 2]), key=len" at commas outside brackets and quotes.
std::vector<std::string> SplitArguments(const std::string& text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      parts.back() += c;
      if (c == '\\' && i + 1 < text.size()) parts.back() += text[++i];
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '\'' || c == '"') quote = c;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (c == ',' && depth == 0) {
      parts.emplace_back();
      continue;
    }
    parts.back() += c;
  }
  if (parts.back().find_first_not_of(" \n\t") == std::string::npos) parts.pop_back();
  return parts;
}

bool IsName(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_';
  }) && std::isdigit(static_cast<unsigned char>(text[0])) == 0;
}

std::string Trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \n\t");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \n\t") - begin + 1);
}

Step StepOf(const std::string& arguments) {
  Step step;
  for (const auto& part : SplitArguments(arguments)) {
    const auto equals = part.find('=');
    const bool keyword = equals != std::string::npos && IsName(Trimmed(part.substr(0, equals))) &&
                         equals + 1 < part.size() && part[equals + 1] != '=';
    if (keyword)
      step.keyword.emplace_back(Trimmed(part.substr(0, equals)),
                                Value::Expr(Trimmed(part.substr(equals + 1))));
    else
      step.positional.push_back(Value::Expr(Trimmed(part)));
  }
  return step;
}

}  // namespace

std::vector<Case> ExamplesOf(const Loaded& native) {
  std::vector<Case> examples;
  for (const auto& arguments : native.doctests) {
    Case example;
    example.steps.push_back(StepOf(arguments));
    example.origin.kind = Origin::Kind::kExample;
    example.origin.row = static_cast<std::uint32_t>(examples.size());
    examples.push_back(std::move(example));
  }
  return examples;
}

}  // namespace lockstep
