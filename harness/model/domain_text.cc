// Domains as annotation text, normalised so that the parser reads it back to the same domain.
#include <algorithm>

#include "harness/model/domain.h"

namespace lockstep {
namespace {

using DomainKind = Domain::Kind;

std::string Joined(const std::vector<std::string>& parts, const char* separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? separator : "") + parts[i];
  return text;
}

std::string Quoted(const std::string& text, bool bytes) {
  return ToPython(bytes ? Value::Bytes(text) : Value::Str(text));
}

std::string Items(const Domain& domain, std::size_t end, const char* separator = ", ") {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < end; ++i) parts.push_back(ToString(*domain.items[i]));
  return Joined(parts, separator);
}

// Literal[...] holds what PEP 586 allows; other values need OneOf(...).
std::string OneOfText(const Domain& domain) {
  std::vector<std::string> parts;
  bool literal = !domain.values.empty();
  for (const auto& value : domain.values) {
    parts.push_back(ToPython(value));
    literal = literal && (value.kind <= Value::Kind::kInt || value.kind == Value::Kind::kStr ||
                          value.kind == Value::Kind::kBytes);
  }
  return literal ? "Literal[" + Joined(parts, ", ") + "]" : "OneOf(" + Joined(parts, ", ") + ")";
}

std::string ExprText(const Domain& domain) {
  if (!domain.grammar.empty()) return "Annotated[object, " + domain.grammar + "()]";
  std::vector<std::string> parts;
  for (const auto& value : domain.values) parts.push_back(Quoted(value.text, false));
  return "Expr(" + Joined(parts, ", ") + ")";
}

std::string CallableText(const Domain& domain) {
  if (domain.items.empty()) return "Callable";
  const std::string parameters =
      domain.variadic ? "..." : "[" + Items(domain, domain.items.size() - 1) + "]";
  return "Callable[" + parameters + ", " + ToString(*domain.items.back()) + "]";
}

std::string TupleText(const Domain& domain) {
  if (domain.variadic) return "tuple[" + ToString(*domain.items[0]) + ", ...]";
  return domain.items.empty() ? "tuple[()]" : "tuple[" + Items(domain, domain.items.size()) + "]";
}

std::string BareText(const Domain& domain) {
  const auto of = [&](const char* name) {
    return std::string(name) + "[" + Items(domain, domain.items.size()) + "]";
  };
  switch (domain.kind) {
    case DomainKind::kAny:
      return "Any";
    case DomainKind::kNone:
      return "None";
    case DomainKind::kBool:
      return "bool";
    case DomainKind::kInt:
      return "int";
    case DomainKind::kFloat:
      return domain.finite ? "FiniteFloat" : "float";
    case DomainKind::kComplex:
      return "complex";
    case DomainKind::kStr:
      return "str";
    case DomainKind::kBytes:
      return "bytes";
    case DomainKind::kByteArray:
      return "bytearray";
    case DomainKind::kList:
      return of("list");
    case DomainKind::kTuple:
      return TupleText(domain);
    case DomainKind::kDict:
      return of("dict");
    case DomainKind::kSet:
      return of("set");
    case DomainKind::kFrozenSet:
      return of("frozenset");
    case DomainKind::kIterator:
      return of("Iterator");
    case DomainKind::kUnion:
      return Items(domain, domain.items.size(), " | ");
    case DomainKind::kOneOf:
      return OneOfText(domain);
    case DomainKind::kExpr:
      return ExprText(domain);
    case DomainKind::kCallable:
      return CallableText(domain);
    case DomainKind::kJson:
      return "JSON";
    case DomainKind::kPyObj:
      return "PyObj";
    case DomainKind::kSelf:
      return "Self";
    case DomainKind::kIndex:
      return "Index(" + Quoted(domain.text, false) + ")";
    case DomainKind::kElementOf:
      return "ElementOf(" + Quoted(domain.text, false) + ")";
    case DomainKind::kSameLength:
      return of("list");
    case DomainKind::kUnsupported:
      return domain.grammar.empty() ? "unsupported" : domain.grammar;
  }
  return "Any";
}

std::string TokensText(const Domain& domain, bool bytes) {
  std::vector<std::string> parts;
  for (const auto& token : domain.tokens) parts.push_back(Quoted(token, bytes));
  return (bytes ? "ByteTokens(" : "Tokens(") + Joined(parts, ", ") + ")";
}

std::vector<std::string> Refinements(const Domain& domain) {
  std::vector<std::string> all;
  if (domain.low) all.push_back((domain.low_open ? "Gt(" : "Ge(") + ToPython(*domain.low) + ")");
  if (domain.high) all.push_back((domain.high_open ? "Lt(" : "Le(") + ToPython(*domain.high) + ")");
  if (domain.min_len > 0) all.push_back("MinLen(" + std::to_string(domain.min_len) + ")");
  if (domain.max_len) all.push_back("MaxLen(" + std::to_string(*domain.max_len) + ")");
  if (domain.sorted) all.push_back("Sorted()");
  if (domain.unique) all.push_back("Unique()");
  const bool bytes = domain.kind == DomainKind::kBytes || domain.kind == DomainKind::kByteArray;
  if (!domain.alphabet.empty())
    all.push_back((bytes ? "ByteAlphabet(" : "Alphabet(") + Quoted(domain.alphabet, bytes) + ")");
  if (!domain.tokens.empty()) all.push_back(TokensText(domain, bytes));
  if ((domain.kind == DomainKind::kStr || bytes) && !domain.grammar.empty())
    all.push_back(domain.grammar + "()");
  if (domain.kind == DomainKind::kSameLength)
    all.push_back("SameLength(" + Quoted(domain.text, false) + ")");
  return all;
}

}  // namespace

std::string ToString(const Domain& domain) {
  const auto refinements = Refinements(domain);
  if (refinements.empty()) return BareText(domain);
  return "Annotated[" + BareText(domain) + ", " + Joined(refinements, ", ") + "]";
}

}  // namespace lockstep
