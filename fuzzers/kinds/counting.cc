#include "fuzzers/kinds/counting.h"

#include "fuzzers/kinds/table.h"

namespace lockstep {
namespace {

constexpr std::size_t kLongest = 64;

}  // namespace

std::size_t SizesAdded(std::size_t left, std::size_t right) {
  return left > kInfinite - right ? kInfinite : left + right;
}

std::size_t SizesMultiplied(std::size_t left, std::size_t right) {
  if (left == 0 || right == 0) return 0;
  return left > kInfinite / right ? kInfinite : left * right;
}

std::size_t SizeOf(const Domain& domain) { return HandlingOf(domain.kind).size(domain); }

std::size_t SequencesOf(const Domain& domain, std::size_t each) {
  if (!domain.max_len || *domain.max_len > kLongest) return kInfinite;
  std::size_t all = 0, power = 1;
  for (std::size_t length = 0; length <= *domain.max_len; ++length) {
    if (length >= domain.min_len) all = SizesAdded(all, power);
    power = SizesMultiplied(power, each);
  }
  return all;
}

}  // namespace lockstep
