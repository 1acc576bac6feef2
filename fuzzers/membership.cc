#include "fuzzers/membership.h"

#include <algorithm>
#include <map>

#include "fuzzers/containment.h"
#include "fuzzers/fitting.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostExpanded = 1 << 16;  // nodes

void Note(const Value& value, std::map<std::int64_t, const Value*>& shared) {
  if (value.label >= 0) shared[value.label] = &value;
  for (const auto& item : value.items) Note(item, shared);
}

// References to other arguments replaced by what they refer to; those inside stay.
Value Expanded(const Value& value, const std::map<std::int64_t, const Value*>& shared,
               std::size_t& left) {
  std::map<std::int64_t, const Value*> own;
  Note(value, own);
  const auto replace = [&](const auto& self, const Value& node) -> Value {
    if (left > 0) --left;
    if (node.kind == Value::Kind::kReference && own.count(node.small) == 0 && left > 0) {
      const auto found = shared.find(node.small);
      return found == shared.end() ? node : *found->second;
    }
    Value copy = node;
    copy.items.clear();
    for (const auto& item : node.items) copy.items.push_back(self(self, item));
    return copy;
  };
  return replace(replace, value);
}

bool ArityFits(const Step& step, const std::vector<Parameter>& parameters) {
  std::size_t position = 0;
  bool variadic = false;
  for (const auto& parameter : parameters) {
    if (parameter.kind == Parameter::Kind::kVarPositional) variadic = true;
    if (parameter.kind == Parameter::Kind::kPositional && position++ >= step.positional.size() &&
        !parameter.optional)
      return false;
    if (parameter.kind != Parameter::Kind::kKeywordOnly || parameter.optional ||
        parameter.omissible)
      continue;
    if (std::none_of(step.keyword.begin(), step.keyword.end(),
                     [&](const auto& entry) { return entry.first == parameter.name; }))
      return false;
  }
  return step.positional.size() <= position || variadic;
}

bool StepFits(const Step& step, const Port& port) {
  const auto& parameters = ParametersOf(step, port);
  if (!ArityFits(step, parameters)) return false;
  std::map<std::int64_t, const Value*> shared;
  std::vector<const Value*> values;
  for (const auto& value : step.positional) values.push_back(&value);
  for (const auto& [name, value] : step.keyword) values.push_back(&value);
  for (const Value* value : values) Note(*value, shared);
  ArgumentsByName arguments;
  std::size_t left = kMostExpanded;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Parameter* parameter = ParameterOf(step, i, port);
    if (parameter == nullptr) return false;
    Value value = shared.empty() ? *values[i] : Expanded(*values[i], shared, left);
    if (!Contains(*parameter->domain, value)) return false;
    arguments[parameter->name] = std::move(value);
  }
  return std::all_of(parameters.begin(), parameters.end(), [&](const Parameter& parameter) {
    const auto found = arguments.find(parameter.name);
    return found == arguments.end() || Fits(*parameter.domain, found->second, arguments);
  });
}

}  // namespace

const std::vector<Parameter>& ParametersOf(const Step& step, const Port& port) {
  static const std::vector<Parameter> kNone;
  const auto* known = ParametersOf(port, step.operation);
  return known == nullptr ? kNone : *known;
}

const Parameter* ParameterOf(const Step& step, std::size_t argument, const Port& port) {
  std::size_t position = 0;
  const bool keyword = argument >= step.positional.size();
  const Parameter* variadic = nullptr;
  for (const auto& parameter : ParametersOf(step, port)) {
    if (parameter.kind == Parameter::Kind::kVarPositional) variadic = &parameter;
    if (keyword && parameter.kind == Parameter::Kind::kKeywordOnly &&
        parameter.name == step.keyword[argument - step.positional.size()].first)
      return &parameter;
    if (!keyword && parameter.kind == Parameter::Kind::kPositional && position++ == argument)
      return &parameter;
  }
  return keyword ? nullptr : variadic;
}

bool InDomain(const Case& subject, const Port& port) {
  return std::all_of(subject.steps.begin(), subject.steps.end(), [&](const Step& step) {
    return ParametersOf(port, step.operation) != nullptr && StepFits(step, port);
  });
}

}  // namespace lockstep
