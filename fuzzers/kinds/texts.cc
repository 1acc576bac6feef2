#include "fuzzers/kinds/texts.h"

#include "fuzzers/kinds/any_text.h"
#include "fuzzers/kinds/atoms.h"
#include "fuzzers/kinds/pieces.h"
#include "harness/model/text.h"

namespace lockstep {
namespace {

bool ContainsStr(const Domain& domain, const Value& value, Containment&) {
  if (value.kind != Value::Kind::kStr) return false;
  const auto points = CodePoints(value.text);
  if (!FitsLength(domain, points.size())) return false;
  if (!domain.tokens.empty()) return IsOfTokens(domain.tokens, value.text);
  return domain.alphabet.empty() ||
         points.find_first_not_of(CodePoints(domain.alphabet)) == std::u32string::npos;
}

std::size_t StrSize(const Domain& domain) {
  return TextsOf(domain, CodePoints(domain.alphabet).size());
}

Value ShortestStr(const Domain& domain) {
  const std::string piece = SimplestPiece(domain);
  std::string text;
  while (!piece.empty() && CodePoints(text).size() < domain.min_len) text += piece;
  return Value::Str(text);
}

std::vector<Value> StrTokens(const Domain& domain) { return TokensAs(domain, Value::Str); }

bool HasSurrogates(const std::string& text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (text[i] == '\xed' && static_cast<unsigned char>(text[i + 1]) >= 0xa0) return true;
  return false;
}

void WriteStr(const CompiledDomain& compiled, Draw& draw) {
  draw.scratch.clear();
  if (!AppendPieces(compiled, draw)) return WriteFreeStr(Needs<TextShape>(compiled), draw);
  PutStr(draw, HasSurrogates(draw.scratch));
}

void PrepareStr(const Domain& domain, CompileContext& context, CompiledDomain& compiled) {
  TextShape& shape = PreparePieces(domain, compiled);
  if (domain.tokens.empty())
    for (const char32_t point : CodePoints(domain.alphabet)) {
      shape.pieces.emplace_back();
      AppendCodePoint(shape.pieces.back(), point);
    }
  PrepareAtom(domain, context, compiled);
}

std::vector<Value> LettersOf(const Value& value) {
  std::vector<Value> letters;
  for (const char32_t point : CodePoints(value.text))
    letters.push_back(Value::Str(FromCodePoints({&point, 1})));
  return letters;
}

}  // namespace

constinit const Handling kStrHandling = {
    .kind = Domain::Kind::kStr,
    .value = Value::Kind::kStr,
    .elements = LettersOf,
    .contains = ContainsStr,
    .size = StrSize,
    .simplest = ShortestStr,
    .alternatives = StrTokens,
    .simple_keys = true,
    .prepare = PrepareStr,
    .write = WriteAtom<WriteStr>,
};

}  // namespace lockstep
