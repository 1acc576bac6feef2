#include "fuzzers/kinds/pieces.h"

#include <algorithm>

#include "fuzzers/kinds/counting.h"
#include "fuzzers/simpler.h"
#include "harness/model/text.h"

namespace lockstep {
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

}  // namespace lockstep
