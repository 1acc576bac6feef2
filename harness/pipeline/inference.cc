#include "harness/pipeline/inference.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "fuzzers/source.h"
#include "harness/manifest/domain_parser.h"
#include "harness/model/manifest.h"
#include "harness/pipeline/rehearsal.h"
#include "oracles/settings.h"

namespace lockstep {
namespace {

using Hint = Loaded::ParameterHint;

constexpr const char* kProbedKinds[] = {
    "int", "float", "str", "list[int]", "bytes", "bool", "list[str]", "dict[str, int]", "None"};
constexpr std::size_t kProbes = 40;  // calls per combination of kinds
constexpr std::size_t kProbedParameters = 3;

// "int" for 3, "str" for 'a'; empty where the default says nothing (None, sentinels).
std::string KindOfDefault(const std::string& repr) {
  if (repr == "True" || repr == "False") return "bool";
  if (repr.empty()) return "";
  const char first = repr[0];
  if (first == '\'' || first == '"') return "str";
  if (first == 'b' && repr.size() > 1 && (repr[1] == '\'' || repr[1] == '"')) return "bytes";
  const bool digits =
      first == '-' ? repr.size() > 1 && std::isdigit(static_cast<unsigned char>(repr[1])) != 0
                   : std::isdigit(static_cast<unsigned char>(first)) != 0;
  if (!digits) return "";
  return repr.find_first_of(".en") == std::string::npos ? "int" : "float";
}

std::string TextOf(const Hint& hint) {
  if (hint.annotation && ParseDomain(*hint.annotation)) return *hint.annotation;
  if (hint.default_repr) return KindOfDefault(*hint.default_repr);
  return "";
}

bool IsDriven(const Hint& hint) {
  return hint.kind != "VAR_POSITIONAL" && hint.kind != "VAR_KEYWORD";
}

std::string ParametersText(const std::vector<Hint>& hints,
                           const std::vector<std::string>& domains) {
  std::string text;
  bool keyword_only = false;
  for (std::size_t i = 0; i < hints.size(); ++i) {
    if (hints[i].kind == "KEYWORD_ONLY" && !keyword_only) {
      text += text.empty() ? "*" : ", *";
      keyword_only = true;
    }
    const std::string absent = hints[i].default_repr ? " = ..." : "";
    text += fmt::format("{}{}: {}{}", text.empty() ? "" : ", ", hints[i].name, domains[i], absent);
  }
  return text;
}

// The kinds of one parameter that native takes, the others being held at `domains`.
Result<std::vector<std::string>> AcceptedKinds(const Port& port, const std::vector<Hint>& hints,
                                               std::vector<std::string> domains, std::size_t at,
                                               Runner& runner) {
  std::vector<std::string> accepted;
  for (const auto* kind : kProbedKinds) {
    domains[at] = kind;
    Port trial = port;
    auto parameters = ParseParameters(ParametersText(hints, domains));
    if (!parameters) return parameters.error();
    trial.parameters = *parameters;
    auto batch = std::make_shared<Batch>();
    RandomCases(trial, {}, kDefaultSeed, 0)->Fill(*batch, kProbes);
    const Batches batches{batch};
    auto rehearsal = Rehearsal::Open(runner, Base(kNative), batches, {0});
    if (!rehearsal) return rehearsal.error();
    rehearsal->PlayAll();
    const auto column = rehearsal->TakeColumn(0);
    const bool taken =
        std::any_of(column->cells.begin(), column->cells.end(),
                    [](const Cell& cell) { return cell.kind == Cell::Kind::kReturned; });
    if (taken) accepted.emplace_back(kind);
  }
  return accepted;
}

std::string Union(const std::vector<std::string>& kinds) {
  std::string text;
  for (const auto& kind : kinds) text += (text.empty() ? "" : " | ") + kind;
  return text;
}

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

Result<Inferred> InferParameters(const Port& port, const Loaded& native, Runner& runner) {
  Inferred inferred;
  if (!native.signature) {
    inferred.why = "no signature to infer arguments from: declare `args`";
    return inferred;
  }
  std::vector<Hint> hints;
  std::copy_if(native.signature->begin(), native.signature->end(), std::back_inserter(hints),
               IsDriven);
  std::vector<std::string> domains;
  std::vector<std::size_t> unknown;
  for (std::size_t i = 0; i < hints.size(); ++i) {
    domains.push_back(TextOf(hints[i]));
    if (!domains.back().empty()) continue;
    // An optional parameter that says nothing is left at its default.
    domains.back() = hints[i].default_repr ? "None" : "int | float | str | list[int] | bytes";
    if (!hints[i].default_repr) unknown.push_back(i);
  }
  if (unknown.size() > kProbedParameters) {
    inferred.why =
        fmt::format("{} parameters without annotation or default: declare `args`", unknown.size());
    return inferred;
  }
  for (const auto at : unknown) {
    auto kinds = AcceptedKinds(port, hints, domains, at, runner);
    if (!kinds) return kinds.error();
    if (kinds->empty()) {
      inferred.why = fmt::format("native took none of the values tried for `{}`: declare `args`",
                                 hints[at].name);
      return inferred;
    }
    domains[at] = Union(*kinds);
  }
  inferred.text = ParametersText(hints, domains);
  auto parameters = ParseParameters(inferred.text);
  if (!parameters) return parameters.error();
  inferred.parameters = std::move(*parameters);
  return inferred;
}

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
