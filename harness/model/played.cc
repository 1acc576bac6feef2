#include "harness/model/played.h"

namespace lockstep {
namespace {

using Kind = Value::Kind;

constexpr std::size_t kFixed = 1, kPair = 2;  // the operation; how it went, and what came of it

bool IsWhole(const Value& record) {
  return record.kind == Kind::kList && record.items.size() >= kFixed + kPair &&
         record.items.size() % kPair == kFixed && record.items[0].kind == Kind::kStr;
}

std::optional<Outcome> OutcomeFrom(const Value& how, const Value& item) {
  switch (how.small) {
    case 0:
      return Returned{item};
    case 1:
      return Raised{item};
    case 2:
      return Unencodable{item.text};
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<std::vector<PlayedStep>> PlayedOf(const Outcome& outcome) {
  const auto* returned = std::get_if<Returned>(&outcome);
  if (returned == nullptr || returned->value.kind != Kind::kList) return std::nullopt;
  std::vector<PlayedStep> steps;
  for (const Value& record : returned->value.items) {
    if (!IsWhole(record)) return std::nullopt;
    PlayedStep& step = steps.emplace_back();
    step.operation = record.items[0].text;
    step.outcome = OutcomeFrom(record.items[1], record.items[2]);
    for (std::size_t i = kFixed + kPair; i < record.items.size(); i += kPair)
      step.states.push_back(OutcomeFrom(record.items[i], record.items[i + 1]));
  }
  return steps;
}

}  // namespace lockstep
