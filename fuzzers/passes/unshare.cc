#include "fuzzers/passes.h"
#include "fuzzers/simplest.h"

namespace lockstep {
namespace {

const Value* FindShared(const Value& value, std::int64_t label) {
  if (value.label == label) return &value;
  for (const Value& item : value.items)
    if (const Value* found = FindShared(item, label)) return found;
  return nullptr;
}

const Value* FindShared(const Case& subject, std::int64_t label) {
  for (const Step& step : subject.steps)
    for (std::size_t i = 0; i < ArgumentCount(step); ++i)
      if (const Value* found = FindShared(
              At(subject, {static_cast<std::size_t>(&step - subject.steps.data()), i}), label))
        return found;
  return nullptr;
}

bool Mentions(const Value& value, std::int64_t label) {
  if (value.kind == Value::Kind::kReference && value.small == label) return true;
  for (const Value& item : value.items)
    if (Mentions(item, label)) return true;
  return false;
}

void ForgetLabels(Value& value) {
  value.label = -1;
  for (Value& item : value.items) ForgetLabels(item);
}

}  // namespace

void Unshare(Shrinking& shrinking) {
  for (std::size_t i = 0; !shrinking.spent(); ++i) {
    const auto places = shrinking.Places();
    if (i >= places.size()) return;
    const Value& reference = At(shrinking.current(), places[i].path);
    if (reference.kind != Value::Kind::kReference) continue;
    const Value* shared = FindShared(shrinking.current(), reference.small);
    std::vector<Value> values{SimplestOf(places[i].domain)};
    if (shared != nullptr && !Mentions(*shared, reference.small)) {
      values.insert(values.begin(), *shared);
      ForgetLabels(values[0]);
    }
    shrinking.TryValues(places[i].path, values);
  }
}

}  // namespace lockstep
