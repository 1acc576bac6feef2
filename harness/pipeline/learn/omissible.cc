#include "harness/pipeline/learn/omissible.h"

#include <algorithm>

namespace lockstep {
namespace {

bool DoesWithout(const Loaded& side, const std::string& name) {
  if (!side.signature) return false;
  const auto& hints = *side.signature;
  const auto named =
      std::find_if(hints.begin(), hints.end(), [&](const auto& hint) { return hint.name == name; });
  if (named != hints.end() && named->kind != "POSITIONAL_ONLY")
    return named->default_repr.has_value() || named->kind == "VAR_KEYWORD";
  return std::any_of(hints.begin(), hints.end(),
                     [](const auto& hint) { return hint.kind == "VAR_KEYWORD"; });
}

}  // namespace

std::vector<Parameter> WithOmissible(std::vector<Parameter> parameters, const Loaded& native,
                                     const Loaded& port) {
  for (Parameter& parameter : parameters)
    parameter.omissible = parameter.kind == Parameter::Kind::kKeywordOnly && !parameter.optional &&
                          DoesWithout(native, parameter.name) && DoesWithout(port, parameter.name);
  return parameters;
}

}  // namespace lockstep
