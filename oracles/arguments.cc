#include "oracles/arguments.h"

#include <utility>

namespace lockstep {
namespace {

using Kind = Value::Kind;

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
