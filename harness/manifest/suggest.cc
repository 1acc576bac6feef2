#include "harness/manifest/suggest.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace lockstep {
namespace {

using Row = std::vector<std::size_t>;

std::string Lowered(std::string_view word) {
  std::string lowered(word);
  for (char& letter : lowered)
    letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return lowered;
}

}  // namespace

std::size_t EditDistance(std::string_view left, std::string_view right) {
  std::vector<Row> cost(left.size() + 1, Row(right.size() + 1));
  for (std::size_t i = 0; i <= left.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= right.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const bool same = left[i - 1] == right[j - 1];
      cost[i][j] =
          std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[left.size()][right.size()];
}

std::optional<std::string> Closest(std::string_view word, std::span<const std::string_view> known) {
  // Hostile input must not cost a quadratic table: nothing that long is a slip of the finger.
  if (word.size() > 80) return std::nullopt;
  std::optional<std::string> closest;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : known) {
    const std::size_t distance = EditDistance(Lowered(word), Lowered(candidate));
    if (distance >= least) continue;
    least = distance;
    closest = candidate;
  }
  return closest;
}

std::string DidYouMean(std::string_view word, std::span<const std::string_view> known) {
  const auto closest = Closest(word, known);
  return closest ? "did you mean \"" + *closest + "\"?" : std::string();
}

}  // namespace lockstep
