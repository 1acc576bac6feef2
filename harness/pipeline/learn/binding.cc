#include "harness/pipeline/learn/binding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "harness/manifest/located.h"
#include "harness/manifest/source_text.h"
#include "harness/manifest/suggest.h"
#include "harness/pipeline/learn/attempts.h"
#include "harness/pipeline/learn/domain_probe.h"

namespace lockstep {
namespace {

using Hint = Loaded::ParameterHint;
using SignatureHints = std::vector<Hint>;
using ParameterKind = Parameter::Kind;

constexpr std::size_t kCallsOfMisfit = 16;

bool HasKind(const SignatureHints& signature, const char* kind) {
  return std::any_of(signature.begin(), signature.end(),
                     [kind](const Hint& hint) { return hint.kind == kind; });
}

const Hint* Named(const SignatureHints& signature, const std::string& name) {
  const auto found = std::find_if(signature.begin(), signature.end(), [&](const Hint& hint) {
    return hint.name == name && !hint.kind.starts_with("VAR_");
  });
  return found == signature.end() ? nullptr : &*found;
}

std::vector<std::string_view> ParameterNames(const SignatureHints& signature) {
  std::vector<std::string_view> names;
  for (const Hint& hint : signature)
    if (!hint.kind.starts_with("VAR_")) names.emplace_back(hint.name);
  return names;
}

// Declared arguments against one signature.
class Fitting {
 public:
  Fitting(const std::vector<Parameter>& declared, const SignatureHints& signature)
      : declared_(declared), signature_(signature) {
    for (const Parameter& parameter : declared)
      if (parameter.kind == ParameterKind::kPositional) positional_.push_back(&parameter);
    for (const Hint& hint : signature)
      if (hint.IsPositional()) slots_.push_back(&hint);
  }

  std::optional<Misfit> Find() const {
    if (auto misfit = OneTooMany()) return misfit;
    for (const Parameter& parameter : declared_)
      if (parameter.kind == ParameterKind::kKeywordOnly)
        if (auto misfit = NotByName(parameter)) return misfit;
    return OneMissing();
  }

 private:
  std::optional<Misfit> OneTooMany() const {
    if (positional_.size() <= slots_.size() || HasKind(signature_, "VAR_POSITIONAL"))
      return std::nullopt;
    const std::string& name = positional_[slots_.size()]->name;
    const bool by_name = Named(signature_, name) != nullptr;
    return Misfit{name,
                  fmt::format("native takes {} positional argument{}, and `{}` is one more",
                              slots_.size(), slots_.size() == 1 ? "" : "s", name),
                  by_name ? "write a `*` before it: it is given by name" : ""};
  }

  std::optional<Misfit> NotByName(const Parameter& parameter) const {
    const std::string& name = parameter.name;
    const Hint* hint = Named(signature_, name);
    if (hint == nullptr || hint->kind == "POSITIONAL_ONLY") {
      if (HasKind(signature_, "VAR_KEYWORD")) return std::nullopt;
      if (hint != nullptr)
        return Misfit{name, fmt::format("native takes `{}` by position only", name), ""};
      return Misfit{name, fmt::format("native has no parameter `{}`", name),
                    DidYouMean(name, ParameterNames(signature_))};
    }
    for (std::size_t i = 0; i < std::min(slots_.size(), positional_.size()); ++i)
      if (slots_[i] == hint && !positional_[i]->optional)
        return Misfit{name,
                      fmt::format("native's `{}` is given twice: `{}` is it, by position", name,
                                  positional_[i]->name),
                      ""};
    return std::nullopt;
  }

  std::optional<Misfit> OneMissing() const {
    const bool variadic = std::any_of(declared_.begin(), declared_.end(), [](const auto& one) {
      return one.kind == ParameterKind::kVarPositional;
    });
    for (const Hint& hint : signature_) {
      if (hint.default_repr || hint.kind.starts_with("VAR_") || IsGivenByName(hint)) continue;
      const auto slot = std::find(slots_.begin(), slots_.end(), &hint);
      if (slot != slots_.end() &&
          (variadic || slot - slots_.begin() < static_cast<std::ptrdiff_t>(positional_.size())))
        continue;
      return Misfit{"", fmt::format("native needs `{}` as well", hint.name), ""};
    }
    return std::nullopt;
  }

  bool IsGivenByName(const Hint& hint) const {
    return hint.kind != "POSITIONAL_ONLY" &&
           std::any_of(declared_.begin(), declared_.end(), [&](const Parameter& parameter) {
             return parameter.kind == ParameterKind::kKeywordOnly && parameter.name == hint.name;
           });
  }

  const std::vector<Parameter>& declared_;
  const SignatureHints& signature_;
  std::vector<const Parameter*> positional_;
  std::vector<const Hint*> slots_;
};

// Where the parameter's name stands in the text: outside of brackets and quotes.
std::size_t OffsetOf(const std::string& name, const std::string& text) {
  int depth = 0;
  char quote = 0;
  const auto in_name = [&](std::size_t at) {
    return at < text.size() &&
           (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\') ++i;
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '\'' || c == '"') quote = c;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    const bool begins = depth == 0 && (i == 0 || !in_name(i - 1));
    if (begins && !name.empty() && text.compare(i, name.size(), name) == 0 &&
        !in_name(i + name.size()))
      return i;
  }
  return 0;
}

struct Declaration {
  std::string key;  // "args", "init", "operations.append"
  std::string text;
};

Error ErrorOf(const Misfit& misfit, const SignatureHints& signature, const Port& port,
              const Declaration& declared) {
  const std::size_t offset = OffsetOf(misfit.parameter, declared.text);
  const std::size_t width = std::max<std::size_t>(
      1, misfit.parameter.empty() ? declared.text.size() : misfit.parameter.size());
  const bool typed = port.where == "command line";
  const SourceText source{typed ? "--args" : port.where + ": " + declared.key, declared.text};
  Error error = source.At(
      {1, 1 + CharacterCount(declared.text.substr(0, offset))}, width,
      fmt::format("{}: it is {}{}", misfit.what, port.native.substr(port.native.find(':') + 1),
                  SignatureText(signature)),
      misfit.next_step);
  error.kind = Error::Kind::kUsage;
  if (!typed) error.where = PlaceInPort(port.where, declared.key, offset, width);
  return error;
}

// The calls in which the misfit shows: its parameter, and those before it, are in each.
Port Insisting(Port port, const Misfit& misfit) {
  const auto at = std::find_if(port.parameters.begin(), port.parameters.end(),
                               [&](const auto& one) { return one.name == misfit.parameter; });
  if (at == port.parameters.end()) return port;
  for (auto one = port.parameters.begin(); one <= at; ++one)
    if (one == at || at->kind == ParameterKind::kPositional) one->optional = false;
  return port;
}

Result<bool> IsRefused(const Port& port, const Misfit& misfit, const Loaded& native, Runner& runner,
                       Allowance& allowance) {
  auto probed =
      ProbeDeclared(Insisting(port, misfit), {native.constants}, kCallsOfMisfit, runner, allowance);
  if (!probed) return probed.error();
  return probed->calls > 0 && probed->refused == probed->calls;
}

// Constructor and operations alike: tried on instances.
Result<bool> IsRefusedByClass(const Port& port, const std::string& operation,
                              const std::string& text, Runner& runner, Allowance& allowance) {
  std::vector<Attempt> attempts = {{operation, text, 0, 0, ""}};
  if (auto tried = Try(port, attempts, runner, allowance); !tried) return tried.error();
  return attempts.front().tried && !attempts.front().suits;
}

Result<void> HoldFunction(const Port& port, const Loaded& native, Runner& runner,
                          Allowance& allowance) {
  const auto misfit = MisfitOf(port.parameters, *native.signature);
  if (!misfit) return {};
  auto refused = IsRefused(port, *misfit, native, runner, allowance);
  if (!refused) return refused.error();
  if (!*refused) return {};
  return ErrorOf(*misfit, *native.signature, port, {"args", port.parameters_text});
}

Result<void> HoldOperation(const Port& port, const std::string& operation,
                           const std::vector<Parameter>& declared, const SignatureHints& signature,
                           const Declaration& declaration, Runner& runner, Allowance& allowance) {
  const auto misfit = MisfitOf(declared, signature);
  if (!misfit) return {};
  auto refused = IsRefusedByClass(port, operation, declaration.text, runner, allowance);
  if (!refused) return refused.error();
  if (!*refused) return {};
  Port shown = port;
  if (!operation.empty()) shown.native += "." + operation;
  return ErrorOf(*misfit, signature, shown, declaration);
}

Result<void> HoldClass(const Port& port, const Loaded& native, Runner& runner,
                       Allowance& allowance) {
  if (native.signature && !port.inferred)
    if (auto held = HoldOperation(port, "", port.parameters, *native.signature,
                                  {"init", port.parameters_text}, runner, allowance);
        !held)
      return held;
  for (const Operation& operation : port.operations) {
    const auto method = std::find_if(native.methods->begin(), native.methods->end(),
                                     [&](const auto& one) { return one.name == operation.name; });
    if (method == native.methods->end() || !method->signature) continue;
    if (auto held =
            HoldOperation(port, operation.name, operation.parameters, *method->signature,
                          {"operations." + operation.name, operation.text}, runner, allowance);
        !held)
      return held;
  }
  return {};
}

}  // namespace

std::optional<Misfit> MisfitOf(const std::vector<Parameter>& declared,
                               const std::vector<Loaded::ParameterHint>& signature) {
  return Fitting(declared, signature).Find();
}

std::string SignatureText(const std::vector<Loaded::ParameterHint>& signature) {
  std::string text;
  bool by_name = false;
  for (std::size_t i = 0; i < signature.size(); ++i) {
    const Hint& hint = signature[i];
    text += text.empty() ? "" : ", ";
    if (hint.kind == "KEYWORD_ONLY" && !by_name) text += "*, ";
    by_name = by_name || hint.kind == "KEYWORD_ONLY" || hint.kind == "VAR_POSITIONAL";
    text += hint.kind == "VAR_POSITIONAL" ? "*" : hint.kind == "VAR_KEYWORD" ? "**" : "";
    text += hint.name;
    if (hint.default_repr) text += "=" + *hint.default_repr;
    const bool last = i + 1 == signature.size() || signature[i + 1].kind != "POSITIONAL_ONLY";
    if (hint.kind == "POSITIONAL_ONLY" && last) text += ", /";
  }
  return "(" + text + ")";
}

Result<void> HoldAgainstSignature(const Port& port, const Loaded& native, Runner& runner,
                                  const std::function<bool()>& should_stop) {
  if (!port.law.empty()) return {};  // what is called there is a translator
  Allowance allowance(should_stop);
  if (port.stateful)
    return native.methods ? HoldClass(port, native, runner, allowance) : Result<void>();
  if (port.inferred || !native.signature) return {};
  return HoldFunction(port, native, runner, allowance);
}

}  // namespace lockstep
