#include "fuzzers/kinds/table.h"
#include "fuzzers/passes.h"
#include "fuzzers/simplest.h"

namespace lockstep {
namespace {

// For values without a declared type: a few of each kind.
std::vector<Value> PlainValues() {
  return {Value::None(),
          Value::Bool(false),
          Value::Bool(true),
          Value::Int(0),
          Value::Int(1),
          Value::Float(0),
          Value::Str(""),
          Value::Str("a"),
          Value::Of(Value::Kind::kList, {}),
          Value::Of(Value::Kind::kTuple, {})};
}

}  // namespace

void TakeAlternatives(Shrinking& shrinking) {
  for (std::size_t i = 0; !shrinking.spent(); ++i) {
    const auto places = shrinking.Places();
    if (i >= places.size()) return;
    const Domain* domain = places[i].domain;
    const bool free = domain == nullptr || HandlingOf(domain->kind).untyped;
    const auto values = free ? PlainValues() : Alternatives(*domain);
    if (!values.empty()) shrinking.TryValues(places[i].path, values);
  }
}

}  // namespace lockstep
