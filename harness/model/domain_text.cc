// Domains as annotation text, normalised so that the parser reads it back to the same domain.
#include <algorithm>

#include "harness/model/domain.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

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
    case Kind::kAny:
      return "Any";
    case Kind::kNone:
      return "None";
    case Kind::kBool:
      return "bool";
    case Kind::kInt:
      return "int";
    case Kind::kFloat:
      return domain.finite ? "FiniteFloat" : "float";
    case Kind::kComplex:
      return "complex";
    case Kind::kStr:
      return "str";
    case Kind::kBytes:
      return "bytes";
    case Kind::kByteArray:
      return "bytearray";
    case Kind::kList:
      return of("list");
    case Kind::kTuple:
      return TupleText(domain);
    case Kind::kDict:
      return of("dict");
    case Kind::kSet:
      return of("set");
    case Kind::kFrozenSet:
      return of("frozenset");
    case Kind::kIterator:
      return of("Iterator");
    case Kind::kUnion:
      return Items(domain, domain.items.size(), " | ");
    case Kind::kOneOf:
      return OneOfText(domain);
    case Kind::kExpr:
      return ExprText(domain);
    case Kind::kCallable:
      return CallableText(domain);
    case Kind::kJson:
      return "JSON";
    case Kind::kPyObj:
      return "PyObj";
    case Kind::kSelf:
      return "Self";
    case Kind::kIndex:
      return "Index(" + Quoted(domain.text, false) + ")";
    case Kind::kElementOf:
      return "ElementOf(" + Quoted(domain.text, false) + ")";
    case Kind::kSameLength:
      return of("list");
    case Kind::kUnsupported:
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
  const bool bytes = domain.kind == Kind::kBytes || domain.kind == Kind::kByteArray;
  if (!domain.alphabet.empty())
    all.push_back((bytes ? "ByteAlphabet(" : "Alphabet(") + Quoted(domain.alphabet, bytes) + ")");
  if (!domain.tokens.empty()) all.push_back(TokensText(domain, bytes));
  if ((domain.kind == Kind::kStr || bytes) && !domain.grammar.empty())
    all.push_back(domain.grammar + "()");
  if (domain.kind == Kind::kSameLength)
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
