#include "fuzzers/kinds/atoms.h"

#include <limits>

#include "fuzzers/containment.h"
#include "fuzzers/encoded.h"

namespace lockstep {
namespace {

// A constant of the code, and its neighbours: a limit is wrong by one more often than not.
void AddConstants(const Domain& domain, const Hints& hints, CompiledDomain& compiled) {
  for (const Value& value : hints.constants) {
    AddConstant(domain, value, compiled);
    if (value.kind != Value::Kind::kInt || !value.text.empty()) continue;
    AddConstant(domain, Value::Float(static_cast<double>(value.small)), compiled);
    if (value.small <= std::numeric_limits<std::int64_t>::min() + 1) continue;
    AddConstant(domain, Value::Int(value.small - 1), compiled);
    AddConstant(domain, Value::Int(-value.small), compiled);
    if (value.small < std::numeric_limits<std::int64_t>::max())
      AddConstant(domain, Value::Int(value.small + 1), compiled);
  }
}

int PoolOf(const Domain& domain, CompileContext& context) {
  const auto text = ToString(domain);
  const auto found = std::find(context.pools.begin(), context.pools.end(), text);
  if (found != context.pools.end()) return static_cast<int>(found - context.pools.begin());
  if (context.pools.size() == kMostPools) return -1;
  context.pools.push_back(text);
  return static_cast<int>(context.pools.size()) - 1;
}

}  // namespace

void AddConstant(const Domain& domain, const Value& value, CompiledDomain& compiled) {
  if (!Contains(domain, value)) return;
  auto encoded = Encoded(value);
  auto& all = compiled.constants;
  if (std::find(all.begin(), all.end(), encoded) == all.end()) all.push_back(std::move(encoded));
}

void PrepareAtom(const Domain& domain, CompileContext& context, CompiledDomain& compiled) {
  if (context.hints != nullptr) AddConstants(domain, *context.hints, compiled);
  compiled.pool = PoolOf(domain, context);
}

}  // namespace lockstep
