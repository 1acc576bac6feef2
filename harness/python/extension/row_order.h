// The order in which the rows of a batch run, derived from the setting's order and the ticket.
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace lockstep::python {

class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}
  std::uint64_t Next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
  }

 private:
  std::uint64_t state_;
};

inline std::vector<std::uint32_t> RowOrder(std::uint64_t order, std::uint32_t ticket,
                                           std::uint32_t count) {
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0u);
  if (order == 0) return rows;
  SplitMix64 next(order ^ ticket * 0x9E3779B97F4A7C15u);
  for (std::uint32_t i = count; i-- > 1;) std::swap(rows[i], rows[next.Next() % (i + 1)]);
  return rows;
}

}  // namespace lockstep::python
