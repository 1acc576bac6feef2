#include "oracles/arguments.h"

#include <map>
#include <utility>

namespace lockstep {
namespace {

using Kind = Value::Kind;

// Writes tags 28 and 29 out, as outputs are encoded: a shared value wherever it is meant, and a
// value inside itself as a reference to its depth.
class Expansion {
 public:
  Value Of(const Value& value, std::int64_t depth = 0) {
    if (value.kind == Kind::kReference) return Meant(value);
    if (value.label >= 0) open_[value.label] = depth;
    Value plain = value;
    plain.label = -1;
    for (auto& item : plain.items) item = Of(item, depth + 1);
    if (value.label >= 0) {
      open_.erase(value.label);
      shared_[value.label] = plain;
    }
    return plain;
  }

 private:
  Value Meant(const Value& reference) const {
    Value meant = reference;
    if (const auto open = open_.find(reference.small); open != open_.end())
      meant.small = open->second;
    else if (const auto shared = shared_.find(reference.small); shared != shared_.end())
      meant = shared->second;
    return meant;
  }

  std::map<std::int64_t, std::int64_t> open_;
  std::map<std::int64_t, Value> shared_;
};

bool HasExpression(const Value& value) {
  if (value.kind == Kind::kExpr) return true;
  for (const Value& item : value.items)
    if (HasExpression(item)) return true;
  return false;
}

Path StepRoot(const Case& subject, std::size_t step, const char* which) {
  return subject.steps.size() == 1 ? Path(which) : Path("steps").Index(step).Attribute(which);
}

// The arguments after the call; those before it where nothing changed.
std::vector<Value> After(const std::vector<Value>& before, const Effects& effects) {
  if (effects.arguments_after.kind == Kind::kNone) return before;
  return effects.arguments_after.items;
}

}  // namespace

std::vector<Value> ArgumentsOf(const Case& subject) {
  std::vector<Value> arguments;
  Expansion expansion;
  for (const Step& step : subject.steps) {
    for (const Value& value : step.positional) arguments.push_back(expansion.Of(value));
    for (const auto& [name, value] : step.keyword) arguments.push_back(expansion.Of(value));
  }
  return arguments;
}

Path ArgumentPlace(const Case& subject, std::size_t position) {
  for (std::size_t i = 0; i < subject.steps.size(); ++i) {
    const Step& step = subject.steps[i];
    if (position < step.positional.size()) return StepRoot(subject, i, "args").Index(position);
    position -= step.positional.size();
    if (position < step.keyword.size())
      return StepRoot(subject, i, "kwargs").Key(Value::Str(step.keyword[position].first));
    position -= step.keyword.size();
  }
  return Path("args");
}

Touched TouchedBy(const Case& subject, const Effects& effects) {
  if (effects.arguments_after.kind == Kind::kNone) return {};
  const auto before = ArgumentsOf(subject);
  const auto after = After(before, effects);
  if (before.size() != after.size()) return {{before.size()}, {}};
  Touched touched;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (after[i].kind == Kind::kIterator) {
      if (effects.iterator_consumed || before[i] != after[i]) touched.consumed.push_back(i);
    } else if (!HasExpression(before[i]) && before[i] != after[i]) {
      touched.changed.push_back(i);
    }
  }
  if (touched.changed.empty() && touched.consumed.empty()) touched.changed = {before.size()};
  return touched;
}

std::optional<Difference> MutationDifference(const Case& subject, const Effects& expected,
                                             const Effects& actual, const Lens& lens) {
  if (expected.arguments_after == actual.arguments_after) return std::nullopt;
  const auto before = ArgumentsOf(subject);
  const auto left = After(before, expected), right = After(before, actual);
  const bool only_one = expected.arguments_after.kind != actual.arguments_after.kind;
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    if (only_one && HasExpression(before[i])) continue;
    auto found = FirstDifference(lens.Of(left[i]), lens.Of(right[i]), lens.tolerance,
                                 ArgumentPlace(subject, i));
    if (!found) continue;
    if (only_one) found->kind = "mutation";
    return found;
  }
  if (!only_one && left.size() == right.size()) return std::nullopt;  // equal under the lens
  const auto said = [](const Effects& effects) {
    return effects.arguments_after.kind == Kind::kNone ? std::string("unchanged")
                                                       : ToPython(effects.arguments_after);
  };
  return Difference{Path("args"), "mutation", said(expected), said(actual), "", 0};
}

}  // namespace lockstep
