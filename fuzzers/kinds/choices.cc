#include "fuzzers/kinds/choices.h"

#include <algorithm>

#include "fuzzers/draw.h"
#include "fuzzers/grammars.h"
#include "fuzzers/kinds/counting.h"
#include "fuzzers/simplest.h"

namespace lockstep {
namespace {

bool IsListed(const Domain& domain, const Value& value, Containment&) {
  if (!domain.grammar.empty()) return value.kind == Value::Kind::kExpr;
  return std::find(domain.values.begin(), domain.values.end(), value) != domain.values.end();
}

std::size_t ListedSize(const Domain& domain) {
  return domain.grammar.empty() ? domain.values.size() : kInfinite;
}

Value SimplestChoice(const Domain& domain) {
  if (domain.grammar == "DatetimeExpr") return Value::Expr("datetime.datetime(2020, 1, 1)");
  return SimplestAmong(domain.values);
}

void WriteChoice(const CompiledDomain& compiled, Draw& draw) {
  if (compiled.grammar.empty())
    return draw.sink.Append(compiled.encoded[draw.chance.Below(compiled.encoded.size())]);
  draw.scratch.clear();
  AppendFromGrammar(compiled.grammar, compiled.rules.get(), draw.chance, draw.size, draw.scratch);
  wire::PutTag(draw.sink, wire::Own::kExpr);
  wire::PutText(draw.sink, draw.scratch);
}

}  // namespace

constinit const Handling kOneOfHandling = {
    .kind = Domain::Kind::kOneOf,
    .contains = IsListed,
    .size = ListedSize,
    .simplest = SimplestChoice,
    .write = WriteChoice,
};

constinit const Handling kExprHandling = {
    .kind = Domain::Kind::kExpr,
    .contains = IsListed,
    .size = ListedSize,
    .simplest = SimplestChoice,
    .write = WriteChoice,
};

constinit const Handling kCallableHandling = {
    .kind = Domain::Kind::kCallable,
    .contains = IsListed,
    .size = ListedSize,
    .simplest = SimplestChoice,
    .write = WriteChoice,
};

}  // namespace lockstep
