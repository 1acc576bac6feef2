// The order of calls under a setting's `order` (PROTOCOL.md): every worker, and whoever has to say
// what came before a call, derives it from the same numbers. Header only: the extension uses it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace lockstep::wire {

// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}
  std::uint64_t Next() {
    std::uint64_t z = state_ += kGamma;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
  }

  static constexpr std::uint64_t kGamma = 0x9E3779B97F4A7C15u;

 private:
  std::uint64_t state_;
};

template <typename Index>
void Shuffle(std::span<Index> all, SplitMix64& source) {
  for (std::size_t i = all.size(); i-- > 1;) std::swap(all[i], all[source.Next() % (i + 1)]);
}

// Rows `first`, `first` + 1, ... of a batch, `count` of them, as they are called; `order` 0: as
// they stand.
inline std::vector<std::uint32_t> CallOrder(std::uint64_t order, std::uint32_t ticket,
                                            std::uint32_t first, std::uint32_t count) {
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), first);
  if (order == 0) return rows;
  SplitMix64 source(order ^ ticket * SplitMix64::kGamma);
  Shuffle(std::span(rows), source);
  return rows;
}

// A batch is sent in ranges, each of which is answered at once. The first one of a process is sent
// in growing ones, for nobody knows how long its calls take.
inline std::uint32_t MostOfRange(std::uint32_t ticket, std::uint32_t first) {
  constexpr std::uint32_t kFew = 4;
  if (ticket > 0) return UINT32_MAX;
  return first < kFew ? kFew : first;
}

// The rows of a whole batch as they are called, where nothing goes wrong.
inline std::vector<std::uint32_t> BatchOrder(std::uint64_t order, std::uint32_t ticket,
                                             std::uint32_t size) {
  std::vector<std::uint32_t> rows;
  while (rows.size() < size) {
    const auto first = static_cast<std::uint32_t>(rows.size());
    const auto range =
        CallOrder(order, ticket, first, std::min(MostOfRange(ticket, first), size - first));
    rows.insert(rows.end(), range.begin(), range.end());
  }
  return rows;
}

}  // namespace lockstep::wire
