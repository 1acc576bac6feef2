#include "oracles/ranking.h"

#include <algorithm>

namespace lockstep {

std::strong_ordering Rank(const Value& left, const Value& right) {
  if (auto order = left.kind <=> right.kind; std::is_neq(order)) return order;
  if (auto order = left.small <=> right.small; std::is_neq(order)) return order;
  if (auto order = left.bits <=> right.bits; std::is_neq(order)) return order;
  if (auto order = left.bits2 <=> right.bits2; std::is_neq(order)) return order;
  if (auto order = left.label <=> right.label; std::is_neq(order)) return order;
  if (auto order = left.text <=> right.text; std::is_neq(order)) return order;
  if (auto order = left.items.size() <=> right.items.size(); std::is_neq(order)) return order;
  for (std::size_t i = 0; i < left.items.size(); ++i)
    if (auto order = Rank(left.items[i], right.items[i]); std::is_neq(order)) return order;
  return std::strong_ordering::equal;
}

std::vector<std::size_t> Ranked(const std::vector<Value>& items, std::size_t stride) {
  std::vector<std::size_t> positions;
  positions.reserve(items.size() / stride);
  for (std::size_t i = 0; i + stride <= items.size(); i += stride) positions.push_back(i);
  std::stable_sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
    return std::is_lt(Rank(items[a], items[b]));
  });
  return positions;
}

bool SameElements(const std::vector<Value>& left, const std::vector<Value>& right,
                  std::size_t stride) {
  if (left.size() != right.size()) return false;
  const auto a = Ranked(left, stride), b = Ranked(right, stride);
  for (std::size_t i = 0; i < a.size(); ++i)
    if (left[a[i]] != right[b[i]]) return false;
  return true;
}

}  // namespace lockstep
