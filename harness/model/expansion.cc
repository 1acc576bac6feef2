#include "harness/model/expansion.h"

#include <map>

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

}  // namespace lockstep
