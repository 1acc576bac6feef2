#include "harness/manifest/refinement.h"

#include <algorithm>
#include <array>

#include "harness/manifest/literal.h"
#include "harness/manifest/suggest.h"
#include "harness/manifest/type_names.h"
#include "harness/model/has_length.h"
#include "harness/model/order.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

enum class Name {
  kGe,
  kGt,
  kLe,
  kLt,
  kMinLen,
  kMaxLen,
  kSorted,
  kUnique,
  kFinite,
  kAlphabet,
  kByteAlphabet,
  kTokens,
  kByteTokens,
  kOneOf,
  kExpr,
  kIndex,
  kElementOf,
  kSameLength,
  kGrammar,
};

enum class Takes { kNothing, kNumber, kLength, kStr, kBytes, kStrs, kByteStrings, kValues };

struct Rule {
  std::string_view text;
  Name name;
  Takes takes;
  std::string_view applies_to;  // for messages
  Kind kind = Kind::kAny;       // of a grammar
};

constexpr Rule kRules[] = {
    {"Ge", Name::kGe, Takes::kNumber, "int and float"},
    {"Gt", Name::kGt, Takes::kNumber, "int and float"},
    {"Le", Name::kLe, Takes::kNumber, "int and float"},
    {"Lt", Name::kLt, Takes::kNumber, "int and float"},
    {"MinLen", Name::kMinLen, Takes::kLength, "text and containers"},
    {"MaxLen", Name::kMaxLen, Takes::kLength, "text and containers"},
    {"Sorted", Name::kSorted, Takes::kNothing, "list[T] and tuple[T, ...]"},
    {"Unique", Name::kUnique, Takes::kNothing, "list[T] and tuple[T, ...]"},
    {"Finite", Name::kFinite, Takes::kNothing, "float"},
    {"Alphabet", Name::kAlphabet, Takes::kStr, "str"},
    {"ByteAlphabet", Name::kByteAlphabet, Takes::kBytes, "bytes and bytearray"},
    {"Tokens", Name::kTokens, Takes::kStrs, "str"},
    {"ByteTokens", Name::kByteTokens, Takes::kByteStrings, "bytes and bytearray"},
    {"OneOf", Name::kOneOf, Takes::kValues, "every type"},
    {"Literal", Name::kOneOf, Takes::kValues, "every type"},
    {"Expr", Name::kExpr, Takes::kStrs, "every type"},
    {"Index", Name::kIndex, Takes::kStr, "int"},
    {"ElementOf", Name::kElementOf, Takes::kStr, "every type"},
    {"SameLength", Name::kSameLength, Takes::kStr, "list[T]"},
};

// How its argument is written.
std::string_view Argument(const Rule& rule) {
  switch (rule.takes) {
    case Takes::kNothing:
      return "()";
    case Takes::kNumber:
      return "(0)";
    case Takes::kLength:
      return "(1)";
    case Takes::kStr:
      return rule.name == Name::kAlphabet ? "(\"abc\")" : "(\"xs\")";
    case Takes::kBytes:
      return "(b\"ab\")";
    case Takes::kStrs:
      return rule.name == Name::kExpr ? "(\"object()\")" : "(\"if\", \"else\")";
    case Takes::kByteStrings:
      return "(b\"a\", b\"b\")";
    case Takes::kValues:
      return "(1, \"a\")";
  }
  return "";
}

const Rule* FindRule(std::string_view name) {
  const auto found = std::find_if(std::begin(kRules), std::end(kRules),
                                  [&](const Rule& rule) { return rule.text == name; });
  return found == std::end(kRules) ? nullptr : found;
}

std::optional<Rule> RuleFor(std::string_view name, const Grammar* grammars) {
  name = Unqualified(name);
  if (const Rule* rule = FindRule(name)) return *rule;
  const auto kind = FindGrammar(name, grammars);
  if (!kind) return std::nullopt;
  return Rule{name, Name::kGrammar, Takes::kNothing, "str and bytes", *kind};
}

std::string SuggestRefinement(std::string_view name, const Grammar* grammars) {
  std::vector<std::string_view> known;
  for (const auto& rule : kRules) known.push_back(rule.text);
  if (const auto suggestion = DidYouMean(name, known); !suggestion.empty()) return suggestion;
  return SuggestType(name, grammars);
}

bool IsStr(const Value& value) { return value.kind == Value::Kind::kStr; }
bool IsBytes(const Value& value) { return value.kind == Value::Kind::kBytes; }

// What is wrong with the arguments, or empty.
std::string Misfit(Takes takes, const std::vector<Value>& arguments) {
  const auto one = [&](auto fits) { return arguments.size() == 1 && fits(arguments[0]); };
  const auto all = [&](auto fits) {
    return !arguments.empty() && std::all_of(arguments.begin(), arguments.end(), fits);
  };
  switch (takes) {
    case Takes::kNothing:
      return arguments.empty() ? "" : "no arguments";
    case Takes::kNumber:
      return one(IsNumber) ? "" : "one number";
    case Takes::kLength:
      return one([](const Value& value) {
        return value.kind == Value::Kind::kInt && value.text.empty() && value.small >= 0;
      })
                 ? ""
                 : "one length, 0 or more";
    case Takes::kStr:
      return one([](const Value& value) { return IsStr(value) && !value.text.empty(); })
                 ? ""
                 : "one str";
    case Takes::kBytes:
      return one([](const Value& value) { return IsBytes(value) && !value.text.empty(); })
                 ? ""
                 : "one bytes";
    case Takes::kStrs:
      return all(IsStr) ? "" : "one or more str";
    case Takes::kByteStrings:
      return all(IsBytes) ? "" : "one or more bytes";
    case Takes::kValues:
      return arguments.empty() ? "one or more values" : "";
  }
  return "";
}

bool IsSequence(const Domain& domain) {
  return domain.kind == Kind::kList || domain.kind == Kind::kIterator ||
         (domain.kind == Kind::kTuple && domain.variadic);
}

bool AppliesTo(const Domain& domain, const Rule& rule) {
  const bool bytes = domain.kind == Kind::kBytes || domain.kind == Kind::kByteArray;
  switch (rule.name) {
    case Name::kGe:
    case Name::kGt:
    case Name::kLe:
    case Name::kLt:
      return domain.kind == Kind::kInt || domain.kind == Kind::kFloat;
    case Name::kMinLen:
    case Name::kMaxLen:
      return HasLength(domain);
    case Name::kSorted:
    case Name::kUnique:
      return IsSequence(domain);
    case Name::kFinite:
      return domain.kind == Kind::kFloat;
    case Name::kAlphabet:
    case Name::kTokens:
      return domain.kind == Kind::kStr;
    case Name::kByteAlphabet:
    case Name::kByteTokens:
      return bytes;
    case Name::kIndex:
      return domain.kind == Kind::kInt;
    case Name::kSameLength:
      return domain.kind == Kind::kList;
    case Name::kGrammar:
      return domain.kind == Kind::kAny || (rule.kind == Kind::kStr && domain.kind == Kind::kStr) ||
             (rule.kind == Kind::kBytes && bytes);
    default:
      return true;
  }
}

std::vector<std::string> Texts(const std::vector<Value>& values) {
  std::vector<std::string> texts;
  texts.reserve(values.size());
  for (const auto& value : values) texts.push_back(value.text);
  return texts;
}

Domain Fresh(Kind kind, std::string text = "") {
  Domain domain;
  domain.kind = kind;
  domain.text = std::move(text);
  return domain;
}

Domain WithBound(Domain domain, Name name, const Value& bound) {
  const bool low = name == Name::kGe || name == Name::kGt;
  (low ? domain.low : domain.high) = bound;
  (low ? domain.low_open : domain.high_open) = name == Name::kGt || name == Name::kLt;
  return domain;
}

Domain WithGrammar(Domain domain, const Rule& rule,
                   const std::shared_ptr<const Grammar>& grammars) {
  if (domain.kind == Kind::kAny) domain.kind = rule.kind;
  domain.grammar = rule.text;
  domain.rules = grammars && grammars->Find(rule.text) != nullptr ? grammars : nullptr;
  return domain;
}

Domain Listed(Kind kind, const std::vector<Value>& values) {
  Domain domain = Fresh(kind);
  for (const auto& value : values)
    domain.values.push_back(kind == Kind::kExpr ? Value::Expr(value.text) : value);
  return domain;
}

Domain Applied(Domain domain, const Rule& rule, const Refinement& refinement) {
  const auto& arguments = refinement.arguments;
  switch (rule.name) {
    case Name::kGe:
    case Name::kGt:
    case Name::kLe:
    case Name::kLt:
      return WithBound(std::move(domain), rule.name, arguments[0]);
    case Name::kMinLen:
      domain.min_len = static_cast<std::size_t>(arguments[0].small);
      break;
    case Name::kMaxLen:
      domain.max_len = static_cast<std::size_t>(arguments[0].small);
      break;
    case Name::kSorted:
      domain.sorted = true;
      break;
    case Name::kUnique:
      domain.unique = true;
      break;
    case Name::kFinite:
      domain.finite = true;
      break;
    case Name::kAlphabet:
    case Name::kByteAlphabet:
      domain.alphabet = arguments[0].text;
      break;
    case Name::kTokens:
    case Name::kByteTokens:
      domain.tokens = Texts(arguments);
      break;
    case Name::kOneOf:
      return Listed(Kind::kOneOf, arguments);
    case Name::kExpr:
      return Listed(Kind::kExpr, arguments);
    case Name::kIndex:
      return Fresh(Kind::kIndex, arguments[0].text);
    case Name::kElementOf:
      return Fresh(Kind::kElementOf, arguments[0].text);
    case Name::kSameLength:
      domain.kind = Kind::kSameLength;
      domain.text = arguments[0].text;
      break;
    case Name::kGrammar:
      return WithGrammar(std::move(domain), rule, refinement.grammars);
  }
  return domain;
}

// The refinement on each member that takes it; nullopt if none does.
std::optional<Domain> AppliedToMembers(const Domain& domain, const Rule& rule,
                                       const Refinement& refinement) {
  Domain refined = domain;
  bool any = false;
  for (auto& member : refined.items) {
    if (!AppliesTo(*member, rule)) continue;
    member = MakeDomain(Applied(*member, rule, refinement));
    any = true;
  }
  if (!any) return std::nullopt;
  return refined;
}

bool Replaces(Name name) {
  return name == Name::kOneOf || name == Name::kExpr || name == Name::kElementOf;
}

}  // namespace

std::optional<Refinement> ReadRefinement(TokenReader& reader) {
  Refinement refinement{reader.Take(), {}, reader.grammars()};
  if (!reader.Accept("(")) return refinement;
  while (!reader.Accept(")")) {
    if (!refinement.arguments.empty() && !reader.Accept(","))
      return reader.Expect(")"), std::nullopt;
    if (!refinement.arguments.empty() && reader.Accept(")")) break;
    auto argument = ReadLiteral(reader);
    if (!argument) return std::nullopt;
    refinement.arguments.push_back(std::move(*argument));
  }
  return refinement;
}

std::optional<Domain> Refined(const Domain& domain, const Refinement& refinement,
                              TokenReader& reader) {
  const std::string name(refinement.name.text);
  const Grammar* grammars = refinement.grammars.get();
  const auto rule = RuleFor(name, grammars);
  if (!rule)
    return reader.Fail(refinement.name, "unknown refinement \"" + name + "\"",
                       SuggestRefinement(name, grammars));
  if (const auto misfit = Misfit(rule->takes, refinement.arguments); !misfit.empty())
    return reader.Fail(refinement.name, name + " takes " + misfit);
  if (domain.kind == Kind::kUnsupported) return domain;
  if (domain.kind == Kind::kUnion && !Replaces(rule->name)) {
    if (auto refined = AppliedToMembers(domain, *rule, refinement)) return refined;
  } else if (AppliesTo(domain, *rule)) {
    return Applied(domain, *rule, refinement);
  }
  return reader.Fail(refinement.name, name + " does not apply to " + ToString(domain),
                     name + " applies to " + std::string(rule->applies_to));
}

bool GivesValues(std::string_view name) {
  const Rule* rule = FindRule(Unqualified(name));
  return rule != nullptr && Replaces(rule->name);
}

bool StandsAlone(std::string_view name, const Grammar* grammars) {
  name = Unqualified(name);
  return name == "OneOf" || name == "Expr" || name == "Index" || name == "ElementOf" ||
         FindGrammar(name, grammars).has_value();
}

bool IsTaken(std::string_view name) {
  return FindTypeName(name) != nullptr || FindRule(name) != nullptr;
}

std::vector<RefinementForm> RefinementForms() {
  std::vector<RefinementForm> forms;
  for (const Rule& rule : kRules)
    forms.push_back({std::string(rule.text) + std::string(Argument(rule)), rule.applies_to});
  return forms;
}

std::string Contradiction(const Domain& domain) {
  if (domain.max_len && domain.min_len > *domain.max_len)
    return "no value is both so long and so short";
  if (!domain.low || !domain.high) return "";
  const auto order = CompareNumbers(*domain.low, *domain.high);
  const bool open = domain.low_open || domain.high_open;
  return std::is_lt(order) || (std::is_eq(order) && !open) ? "" : "no value is within these bounds";
}

}  // namespace lockstep
