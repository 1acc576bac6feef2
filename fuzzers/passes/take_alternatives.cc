#include "fuzzers/passes.h"

namespace lockstep {
namespace {

std::vector<Value> SingleTokens(const Domain& domain) {
  std::vector<Value> all;
  for (const auto& token : domain.tokens) {
    all.push_back(domain.kind == Domain::Kind::kStr ? Value::Str(token) : Value::Bytes(token));
    if (domain.kind == Domain::Kind::kByteArray) all.back().kind = Value::Kind::kByteArray;
  }
  return all;
}

// What a choice offers instead: the listed values, or the simplest of each member.
std::vector<Value> Alternatives(const Domain& domain) {
  if (!domain.tokens.empty()) return SingleTokens(domain);
  if (domain.kind != Domain::Kind::kUnion) return domain.values;
  std::vector<Value> all;
  for (const auto& member : domain.items) {
    all.push_back(SimplestOf(member.get()));
    if (!member->values.empty())
      all.insert(all.end(), member->values.begin(), member->values.end());
  }
  return all;
}

// For values without a declared type: a few of each kind.
std::vector<Value> Plain() {
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
    const bool free = domain == nullptr || domain->kind == Domain::Kind::kAny ||
                      domain->kind == Domain::Kind::kJson || domain->kind == Domain::Kind::kPyObj;
    const auto values = free ? Plain() : Alternatives(*domain);
    if (!values.empty()) shrinking.TryValues(places[i].path, values);
  }
}

}  // namespace lockstep
