#include "fuzzers/kinds/pieces.h"

#include <algorithm>
#include <bit>

#include "fuzzers/grammars.h"
#include "fuzzers/kinds/counting.h"
#include "fuzzers/simpler.h"
#include "harness/model/text.h"

namespace lockstep {
namespace {

constexpr int kWideSize = 150;

// Enough pieces that 2^16 texts differ: shorter ones are soon all seen.
std::size_t SeldomSeen(const TextShape& shape) {
  if (shape.pieces.size() < 2) return 4;
  return 16 / static_cast<std::size_t>(std::bit_width(shape.pieces.size() - 1)) + 2;
}

// Letters or tokens until the length is reached; the length counts code points, so that a long
// token that would pass the limit ends it.
void OfPieces(const CompiledDomain& compiled, Draw& draw) {
  const auto& shape = Needs<TextShape>(compiled);
  std::size_t wanted = TextLength(shape, draw), length = 0;
  for (std::size_t tries = 0; length < wanted && tries < wanted + 8; ++tries) {
    const std::string& piece = shape.pieces[draw.chance.Below(shape.pieces.size())];
    const std::size_t more =
        compiled.kind == Domain::Kind::kStr ? CodePoints(piece).size() : piece.size();
    if (shape.max_len - length < more) continue;
    draw.scratch += piece;
    length += std::max<std::size_t>(more, 1);
    if (more > 1) wanted += more - 1;  // a token counts once
  }
}

}  // namespace

bool IsOfTokens(const std::vector<std::string>& tokens, const std::string& text) {
  std::vector<bool> reached(text.size() + 1);
  reached[0] = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!reached[at]) continue;
    for (const auto& token : tokens)
      if (text.compare(at, token.size(), token) == 0) reached[at + token.size()] = true;
  }
  return reached[text.size()];
}

std::size_t TextsOf(const Domain& domain, std::size_t letters) {
  if (!domain.grammar.empty()) return kInfinite;
  if (!domain.tokens.empty()) return SequencesOf(domain, domain.tokens.size());
  return SequencesOf(domain, domain.alphabet.empty() ? kInfinite : letters);
}

std::string SimplestPiece(const Domain& domain) {
  if (!domain.tokens.empty()) return domain.tokens[0];
  if (domain.alphabet.empty()) return "a";
  auto letters = CodePoints(domain.alphabet);
  std::sort(letters.begin(), letters.end(),
            [](char32_t a, char32_t b) { return RankOf(a) < RankOf(b); });
  return FromCodePoints(letters.substr(0, 1));
}

std::vector<Value> TokensAs(const Domain& domain, Value (*make)(std::string token)) {
  std::vector<Value> all;
  for (const auto& token : domain.tokens) all.push_back(make(token));
  return all;
}

std::size_t TextLength(const TextShape& shape, Draw& draw) {
  const std::size_t usual = 2 + static_cast<std::size_t>(draw.size) / (draw.depth == 0 ? 6 : 10);
  std::size_t most = std::max(shape.min_len, usual);
  if (draw.chance.OneIn(24)) most = most * 4 + 8;
  if (draw.wide) most = std::max(most, SeldomSeen(shape) + 4);
  most = std::min(most, shape.max_len);
  if (shape.max_len < 64 && draw.chance.OneIn(12)) return shape.max_len;
  std::size_t least = std::min(shape.min_len, most);
  if (draw.wide) least = std::max(least, std::min(most, SeldomSeen(shape)));
  return draw.chance.Between(least, most);
}

bool AppendPieces(const CompiledDomain& compiled, Draw& draw) {
  const auto& shape = Needs<TextShape>(compiled);
  if (!shape.grammar.empty())
    AppendFromGrammar(shape.grammar, shape.rules.get(), draw.chance,
                      draw.wide ? kWideSize : draw.size, draw.scratch);
  else if (!shape.pieces.empty())
    OfPieces(compiled, draw);
  else
    return false;
  return true;
}

TextShape& PreparePieces(const Domain& domain, CompiledDomain& compiled) {
  auto& shape = compiled.needs.emplace<TextShape>();
  PrepareLength(domain, shape);
  shape.pieces = domain.tokens;
  shape.grammar = domain.grammar, shape.rules = domain.rules;
  return shape;
}

}  // namespace lockstep
