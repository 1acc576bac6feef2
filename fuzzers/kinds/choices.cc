#include "fuzzers/kinds/choices.h"

#include <algorithm>

#include "fuzzers/draw.h"
#include "fuzzers/encoded.h"
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
  const auto& choices = Needs<Choices>(compiled);
  if (choices.grammar.empty())
    return draw.sink.Append(choices.encoded[draw.chance.Below(choices.encoded.size())]);
  draw.scratch.clear();
  AppendFromGrammar(choices.grammar, choices.rules.get(), draw.chance, draw.size, draw.scratch);
  wire::PutTag(draw.sink, wire::Own::kExpr);
  wire::PutText(draw.sink, draw.scratch);
}

void PrepareChoice(const Domain& domain, CompileContext&, CompiledDomain& compiled) {
  auto& choices = compiled.needs.emplace<Choices>();
  for (const Value& value : domain.values) choices.encoded.push_back(Encoded(value));
  choices.grammar = domain.grammar, choices.rules = domain.rules;
}

// Its items are not drawn: they say what it takes and gives.
bool AlwaysLeaf(const CompiledDomain&) { return true; }

constexpr Handling OfListed(Domain::Kind kind, decltype(Handling::is_leaf) is_leaf) {
  return {
      .kind = kind,
      .contains = IsListed,
      .size = ListedSize,
      .simplest = SimplestChoice,
      .prepare = PrepareChoice,
      .is_leaf = is_leaf,
      .write = WriteChoice,
  };
}

}  // namespace

constinit const Handling kOneOfHandling = OfListed(Domain::Kind::kOneOf, HasNoItems);
constinit const Handling kExprHandling = OfListed(Domain::Kind::kExpr, HasNoItems);
constinit const Handling kCallableHandling = OfListed(Domain::Kind::kCallable, AlwaysLeaf);

}  // namespace lockstep
