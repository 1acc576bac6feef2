#include "harness/manifest/domain_parser.h"

#include <algorithm>
#include <utility>

#include "harness/manifest/annotation.h"
#include "harness/manifest/literal.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

// What a parameter without an annotation takes, going by its default.
Domain DomainOf(const Value& value) {
  Domain domain;
  switch (value.kind) {
    case Value::Kind::kBool:
      domain.kind = Kind::kBool;
      break;
    case Value::Kind::kInt:
      domain.kind = Kind::kInt;
      break;
    case Value::Kind::kFloat:
      domain.kind = Kind::kFloat;
      break;
    case Value::Kind::kStr:
      domain.kind = Kind::kStr;
      break;
    case Value::Kind::kBytes:
      domain.kind = Kind::kBytes;
      break;
    default:
      break;
  }
  return domain;
}

class ParameterReader {
 public:
  ParameterReader(std::string_view text, std::shared_ptr<const Grammar> grammars)
      : reader_(text, std::move(grammars)) {}

  Result<std::vector<Parameter>> Read() {
    while (!reader_.failed() && !reader_.AtEnd()) {
      ReadOne();
      if (!reader_.failed() && !reader_.AtEnd()) reader_.Expect(",");
    }
    if (!reader_.failed()) CheckReferences();
    if (reader_.failed()) return reader_.failure();
    return std::move(parameters_);
  }

 private:
  void ReadOne() {
    if (reader_.Accept("/")) return;
    if (reader_.Accept("**")) return IgnoreKeywords();
    if (reader_.Accept("*")) {
      const bool bare = reader_.AtPunctuation(",") || reader_.AtEnd();
      if (!bare) Named(Parameter::Kind::kVarPositional);
      keyword_only_ = true;
      return;
    }
    Named(keyword_only_ ? Parameter::Kind::kKeywordOnly : Parameter::Kind::kPositional);
  }

  void IgnoreKeywords() {
    reader_.Take();
    if (reader_.Accept(":")) AnnotationReader(reader_).Read();
  }

  void Named(Parameter::Kind kind) {
    const Token name = reader_.Peek();
    if (name.kind != Token::Kind::kName || name.text.find('.') != std::string_view::npos) {
      reader_.Fail(
          name, name.kind == Token::Kind::kEnd
                    ? "expected a parameter's name but found the end"
                    : "expected a parameter's name but found \"" + std::string(name.text) + "\"");
      return;
    }
    reader_.Take();
    Parameter parameter;
    parameter.name = name.text;
    parameter.kind = kind;
    if (Find(parameter.name) != nullptr) {
      reader_.Fail(name, "parameter \"" + parameter.name + "\" is there twice");
      return;
    }
    std::optional<Domain> domain;
    if (reader_.Accept(":")) {
      domain = AnnotationReader(reader_).Read();
      if (!domain) return;
    }
    parameter.optional = reader_.Accept("=");
    if (parameter.optional) {
      const Domain fallback = Default();
      if (!domain) domain = fallback;
    }
    parameter.domain = MakeDomain(domain.value_or(Domain{}));
    names_.push_back(name);
    parameters_.push_back(std::move(parameter));
  }

  // Reads over the default, which is any expression.
  Domain Default() {
    const Token first = reader_.Peek();
    int open = 0;
    const Token* last = nullptr;
    Token token;
    while (!reader_.AtEnd() && !(open == 0 && reader_.AtPunctuation(","))) {
      token = reader_.Take();
      last = &token;
      if (token.kind == Token::Kind::kBad) reader_.Fail(token, "");
      if (token.kind != Token::Kind::kPunctuation) continue;
      if (token.text == "(" || token.text == "[" || token.text == "{") ++open;
      if (token.text == ")" || token.text == "]" || token.text == "}") --open;
    }
    if (last == nullptr) {
      reader_.Fail(first, "expected a default after \"=\"");
      return {};
    }
    const std::size_t end = token.offset + token.text.size();
    const auto literal = ParseLiteral(reader_.source().substr(first.offset, end - first.offset));
    return literal ? DomainOf(*literal) : Domain{};
  }

  const Parameter* Find(std::string_view name) const {
    const auto found =
        std::find_if(parameters_.begin(), parameters_.end(),
                     [&](const Parameter& parameter) { return parameter.name == name; });
    return found == parameters_.end() ? nullptr : &*found;
  }

  // Index("xs") and its like name another parameter, which does not depend on one itself.
  void CheckReferences() {
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      for (const auto& name : ReferencesOf(*parameters_[i].domain)) {
        const std::string& dependent = parameters_[i].name;
        const Parameter* referent = Find(name);
        if (referent == nullptr)
          reader_.Fail(names_[i],
                       "there is no parameter \"" + name + "\" for \"" + dependent + "\"");
        else if (!ReferencesOf(*referent->domain).empty())
          reader_.Fail(names_[i], "\"" + dependent + "\" depends on \"" + name +
                                      "\", which depends on another");
      }
    }
  }

  TokenReader reader_;
  std::vector<Parameter> parameters_;
  std::vector<Token> names_;
  bool keyword_only_ = false;
};

}  // namespace

Result<std::vector<Parameter>> ParseParameters(std::string_view text,
                                               std::shared_ptr<const Grammar> grammars) {
  return ParameterReader(text, std::move(grammars)).Read();
}

Result<std::shared_ptr<const Domain>> ParseDomain(std::string_view text) {
  TokenReader reader(text);
  auto domain = AnnotationReader(reader).Read();
  if (domain && !reader.AtEnd())
    reader.Fail(reader.Peek(),
                "unexpected \"" + std::string(reader.Peek().text) + "\" after the type");
  if (reader.failed()) return reader.failure();
  return MakeDomain(std::move(*domain));
}

}  // namespace lockstep
