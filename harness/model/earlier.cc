#include "harness/model/earlier.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace lockstep {
namespace {

constexpr std::size_t kMostDigits = 6;

template <typename Visit>
void EachPart(Value& value, const Visit& visit) {
  visit(value);
  for (Value& item : value.items) EachPart(item, visit);
}

template <typename Visit>
void EachArgument(Step& step, const Visit& visit) {
  for (Value& value : step.positional) EachPart(value, visit);
  for (auto& [name, value] : step.keyword) EachPart(value, visit);
}

}  // namespace

std::string NameOfStep(std::size_t step) { return step == 0 ? "o" : "r" + std::to_string(step); }

std::optional<std::size_t> StepNamed(std::string_view name) {
  if (name == "o") return 0;
  if (name.size() < 2 || name.size() > kMostDigits || name[0] != 'r' || name[1] == '0')
    return std::nullopt;
  std::size_t step = 0;
  for (const char digit : name.substr(1)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    step = 10 * step + static_cast<std::size_t>(digit - '0');
  }
  return step;
}

Value EarlierResult(std::size_t step) { return Value::Expr(NameOfStep(step)); }

std::optional<std::size_t> StepOf(const Value& value) {
  if (value.kind != Value::Kind::kExpr) return std::nullopt;
  return StepNamed(value.text);
}

std::string MethodOf(const std::string& operation) {
  return operation.substr(operation.find('.') + 1);
}

std::size_t TargetOf(const std::string& operation) {
  const auto dot = operation.find('.');
  if (dot == std::string::npos) return 0;
  return StepNamed(std::string_view(operation).substr(0, dot)).value_or(0);
}

std::string OperationOn(std::size_t step, const std::string& method) {
  return step == 0 ? method : NameOfStep(step) + "." + method;
}

std::set<std::size_t> StepsUsedBy(const Step& step) {
  std::set<std::size_t> used;
  if (!step.operation.empty()) used.insert(TargetOf(step.operation));
  Step copy = step;
  EachArgument(copy, [&](const Value& value) {
    if (const auto named = StepOf(value)) used.insert(*named);
  });
  return used;
}

std::set<std::size_t> StepsUsedBy(const Case& subject) {
  std::set<std::size_t> used;
  for (const Step& step : subject.steps) used.merge(StepsUsedBy(step));
  return used;
}

Case WithoutSteps(const Case& subject, std::size_t begin, std::size_t end) {
  constexpr std::size_t kGone = 0;  // only `o` is step 0
  std::vector<std::size_t> renamed(subject.steps.size(), kGone);
  Case shorter = subject;
  shorter.steps.clear();
  for (std::size_t i = 0; i < subject.steps.size(); ++i) {
    const std::size_t target = TargetOf(subject.steps[i].operation);
    const bool orphan = target != 0 && (target >= i || renamed[target] == kGone);
    if ((i >= begin && i < end) || orphan) continue;
    renamed[i] = shorter.steps.size();
    Step& step = shorter.steps.emplace_back(subject.steps[i]);
    if (target != 0) step.operation = OperationOn(renamed[target], MethodOf(step.operation));
    EachArgument(step, [&](Value& value) {
      if (const auto named = StepOf(value); named && *named < i)
        value = EarlierResult(renamed[*named]);
    });
  }
  return shorter;
}

}  // namespace lockstep
