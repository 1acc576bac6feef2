#include "harness/manifest/annotation.h"

#include <algorithm>
#include <utility>

#include "harness/manifest/literal.h"
#include "harness/manifest/pure_functions.h"
#include "harness/model/order.h"

namespace lockstep {
namespace {

using Form = TypeName::Form;
using Kind = Domain::Kind;

constexpr int kDeepestType = 64;

Domain Of(Kind kind, std::vector<Domain> items = {}) {
  Domain domain;
  domain.kind = kind;
  for (auto& item : items) domain.items.push_back(MakeDomain(std::move(item)));
  return domain;
}

// Whether some value of the domain can be a set element or a dict key.
bool CanHash(const Domain& domain) {
  switch (domain.kind) {
    case Kind::kList:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kByteArray:
    case Kind::kSameLength:
      return false;
    case Kind::kOneOf:
      return std::all_of(domain.values.begin(), domain.values.end(), IsHashable);
    case Kind::kTuple:
    case Kind::kUnion:
      return std::all_of(domain.items.begin(), domain.items.end(),
                         [](const auto& item) { return CanHash(*item); });
    default:
      return true;
  }
}

std::string Replaced(std::string_view pattern, const std::string& item) {
  std::string text;
  for (const char letter : pattern) letter == '%' ? text += item : text += letter;
  return text;
}

}  // namespace

Domain UnionOf(std::vector<Domain> members) {
  Domain all = Of(Kind::kUnion);
  std::vector<std::string> seen;
  const auto add = [&](const std::shared_ptr<const Domain>& member) {
    auto text = ToString(*member);
    if (std::find(seen.begin(), seen.end(), text) != seen.end()) return;
    seen.push_back(std::move(text));
    all.items.push_back(member);
  };
  for (auto& member : members) {
    if (member.kind == Kind::kUnion)
      for (const auto& inner : member.items) add(inner);
    else
      add(MakeDomain(std::move(member)));
  }
  return all.items.size() == 1 ? *all.items[0] : all;
}

Domain Propagated(Domain domain) {
  for (const auto& item : domain.items) {
    if (item->kind != Kind::kUnsupported) continue;
    Domain unsupported = Of(Kind::kUnsupported);
    unsupported.grammar = ToString(domain);
    unsupported.text = item->text;
    return unsupported;
  }
  return domain;
}

std::optional<Domain> AnnotationReader::Read() {
  if (++depth_ > kDeepestType)
    return reader_.Fail(reader_.Peek(), "this annotation is nested too deeply");
  std::vector<Domain> members;
  do {
    auto member = Term();
    if (!member) return std::nullopt;
    members.push_back(std::move(*member));
  } while (reader_.Accept("|"));
  --depth_;
  return Propagated(UnionOf(std::move(members)));
}

std::optional<Domain> AnnotationReader::Term() {
  if (reader_.Peek().kind == Token::Kind::kName) return Named();
  if (reader_.Accept("(")) {
    auto inner = Read();
    if (!inner || !reader_.Expect(")")) return std::nullopt;
    return inner;
  }
  const Token& token = reader_.Peek();
  if (token.kind == Token::Kind::kEnd)
    return reader_.Fail(token, "expected a type but found the end");
  return reader_.Fail(token, "expected a type but found \"" + std::string(token.text) + "\"",
                      token.kind == Token::Kind::kStr ? "write the type without quotes" : "");
}

std::optional<Domain> AnnotationReader::Named() {
  if (StandsAlone(reader_.Peek().text, reader_.grammars().get())) return Alone();
  const Token name = reader_.Take();
  if (const TypeName* type = FindTypeName(name.text)) return Typed(name, *type);
  return reader_.Fail(name, "unknown type \"" + std::string(name.text) + "\"",
                      SuggestType(name.text, reader_.grammars().get()));
}

std::optional<Domain> AnnotationReader::Alone() {
  const bool index = Unqualified(reader_.Peek().text) == "Index";
  const auto refinement = ReadRefinement(reader_);
  if (!refinement) return std::nullopt;
  return Refined(Of(index ? Kind::kInt : Kind::kAny), *refinement, reader_);
}

std::optional<Domain> AnnotationReader::Typed(const Token& name, const TypeName& type) {
  switch (type.form) {
    case Form::kPlain: {
      Domain domain = Of(type.kind);
      domain.finite = type.name == "FiniteFloat";
      return domain;
    }
    case Form::kSequence:
    case Form::kMapping:
      return Container(name, type);
    case Form::kTuple:
      return Tuple();
    case Form::kLiteral:
      return Literal();
    case Form::kAnnotated:
      return Annotated(name);
    case Form::kCallable:
      return Callable();
    case Form::kAlias:
      return Alias(type);
    case Form::kUnsupported:
      return Unsupported(name, type);
    case Form::kUnion:
    case Form::kOptional:
      break;
  }
  auto members = Subscripts();
  if (!members) return std::nullopt;
  if (members->empty())
    return reader_.Fail(name, std::string(name.text) + " needs its members in brackets");
  if (type.form == Form::kOptional) members->push_back(Of(Kind::kNone));
  return UnionOf(std::move(*members));
}

std::optional<Domain> AnnotationReader::Alias(const TypeName& type) {
  std::string item = "Any";
  if (type.text.find('%') != std::string_view::npos) {
    const auto subscripts = Subscripts();
    if (!subscripts) return std::nullopt;
    if (!subscripts->empty()) item = ToString((*subscripts)[0]);
  }
  const std::string text = Replaced(type.text, item);
  TokenReader inner(text, reader_.grammars());
  return AnnotationReader(inner).Read();
}

std::optional<Domain> AnnotationReader::Container(const Token& name, const TypeName& type) {
  auto items = Subscripts();
  if (!items) return std::nullopt;
  const std::size_t needed = type.form == Form::kMapping ? 2 : 1;
  if (items->empty()) items->assign(needed, Of(Kind::kAny));
  if (items->size() != needed)
    return reader_.Fail(
        name, std::string(name.text) + (needed == 2 ? " takes two types: the keys' and the values'"
                                                    : " takes one type"));
  return Keyed(name, Propagated(Of(type.kind, std::move(*items))));
}

std::optional<Domain> AnnotationReader::Keyed(const Token& at, Domain domain) {
  const bool keyed =
      domain.kind == Kind::kSet || domain.kind == Kind::kFrozenSet || domain.kind == Kind::kDict;
  if (!keyed || CanHash(*domain.items[0])) return domain;
  return reader_.Fail(at, ToString(*domain.items[0]) + " is not hashable, so it cannot be " +
                              (domain.kind == Kind::kDict ? "a dict key" : "a set element"));
}

std::optional<Domain> AnnotationReader::Tuple() {
  Domain domain = Of(Kind::kTuple);
  if (!reader_.Accept("[")) {
    domain.items.push_back(MakeDomain(Of(Kind::kAny)));
    domain.variadic = true;
    return domain;
  }
  if (reader_.Accept("(")) {  // tuple[()]
    if (!reader_.Expect(")") || !reader_.Expect("]")) return std::nullopt;
    return domain;
  }
  auto first = Read();
  if (!first) return std::nullopt;
  if (reader_.AtPunctuation(",") && reader_.AtPunctuation("...", 1)) {
    reader_.Take(), reader_.Take();
    if (!reader_.Expect("]")) return std::nullopt;
    domain = Of(Kind::kTuple, {std::move(*first)});
    domain.variadic = true;
    return Propagated(std::move(domain));
  }
  std::vector<Domain> items{std::move(*first)};
  if (reader_.Accept(",")) {
    auto others = ListOf("]");
    if (!others) return std::nullopt;
    for (auto& other : *others) items.push_back(std::move(other));
  } else if (!reader_.Expect("]")) {
    return std::nullopt;
  }
  return Propagated(Of(Kind::kTuple, std::move(items)));
}

std::optional<Domain> AnnotationReader::Literal() {
  Domain domain = Of(Kind::kOneOf);
  if (!reader_.Expect("[")) return std::nullopt;
  do {
    auto value = ReadLiteral(reader_);
    if (!value) return std::nullopt;
    domain.values.push_back(std::move(*value));
  } while (reader_.Accept(",") && !reader_.AtPunctuation("]"));
  if (!reader_.Expect("]")) return std::nullopt;
  return domain;
}

std::optional<Domain> AnnotationReader::Annotated(const Token& name) {
  if (!reader_.Expect("[")) return std::nullopt;
  auto domain = Read();
  bool has_values = false;
  while (domain && reader_.Accept(",")) {
    if (reader_.Peek().kind == Token::Kind::kStr) {  // prose, as annotations in code may have
      reader_.Take();
      continue;
    }
    if (reader_.Peek().kind != Token::Kind::kName) {
      const Token& token = reader_.Peek();
      return reader_.Fail(token, "expected a refinement such as Ge(0) but found \"" +
                                     std::string(token.text) + "\"");
    }
    const auto refinement = ReadRefinement(reader_);
    if (!refinement) return std::nullopt;
    if (GivesValues(refinement->name.text) && std::exchange(has_values, true))
      return reader_.Fail(refinement->name,
                          "which values there are has been said already, and " +
                              std::string(refinement->name.text) + " would say it again",
                          "one takes several: Expr(\"f()\", \"g()\"), OneOf(1, 2)");
    domain = Refined(*domain, *refinement, reader_);
  }
  if (!domain || !reader_.Expect("]")) return std::nullopt;
  if (const auto contradiction = Contradiction(*domain); !contradiction.empty())
    return reader_.Fail(name, contradiction);
  return domain;
}

std::optional<Domain> AnnotationReader::Callable() {
  Domain domain = Of(Kind::kCallable);
  if (reader_.Accept("[")) {
    std::vector<Domain> items;
    if (reader_.Accept("...")) {
      domain.variadic = true;
    } else {
      if (!reader_.Expect("[")) return std::nullopt;
      auto parameters = ListOf("]");
      if (!parameters) return std::nullopt;
      items = std::move(*parameters);
    }
    if (!reader_.Expect(",")) return std::nullopt;
    auto result = Read();
    if (!result || !reader_.Expect("]")) return std::nullopt;
    items.push_back(std::move(*result));
    for (auto& item : items) domain.items.push_back(MakeDomain(std::move(item)));
  }
  domain.values = PureFunctions(domain);
  return domain;
}

std::optional<Domain> AnnotationReader::Unsupported(const Token& name, const TypeName& type) {
  const std::size_t start = name.offset;
  std::size_t end = start + name.text.size();
  if (reader_.Accept("[")) {
    if (!Skip("]")) return std::nullopt;
    end = reader_.Peek().offset;
    end = reader_.source().find_last_of(']', end == 0 ? 0 : end - 1) + 1;
  }
  Domain domain = Of(Kind::kUnsupported);
  domain.grammar = reader_.source().substr(start, end - start);
  domain.text = domain.grammar + ": " + std::string(type.text);
  return domain;
}

std::optional<std::vector<Domain>> AnnotationReader::Subscripts() {
  if (!reader_.Accept("[")) return std::vector<Domain>{};
  return ListOf("]");
}

std::optional<std::vector<Domain>> AnnotationReader::ListOf(std::string_view close) {
  std::vector<Domain> items;
  while (!reader_.Accept(close)) {
    if (!items.empty() && !reader_.Accept(",")) return reader_.Expect(close), std::nullopt;
    if (!items.empty() && reader_.Accept(close)) break;
    auto item = Read();
    if (!item) return std::nullopt;
    items.push_back(std::move(*item));
  }
  return items;
}

// To behind the `close` that belongs to an opened bracket.
bool AnnotationReader::Skip(std::string_view close) {
  for (int open = 1; !reader_.AtEnd();) {
    const Token token = reader_.Take();
    if (token.kind == Token::Kind::kBad) return reader_.Fail(token, ""), false;
    if (token.kind != Token::Kind::kPunctuation) continue;
    if (token.text == "[" || token.text == "(" || token.text == "{") ++open;
    if (token.text == "]" || token.text == ")" || token.text == "}") --open;
    if (open == 0) return true;
  }
  return reader_.Expect(close);
}

}  // namespace lockstep
