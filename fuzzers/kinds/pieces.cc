#include "fuzzers/kinds/pieces.h"

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

}  // namespace lockstep
