// How many values there are. Sums and products stop at kInfinite, which stands for too many.
#pragma once

#include <cstddef>

#include "harness/model/domain.h"

namespace lockstep {

inline constexpr std::size_t kInfinite = ~std::size_t{0};

std::size_t SizesAdded(std::size_t left, std::size_t right);
std::size_t SizesMultiplied(std::size_t left, std::size_t right);

std::size_t SizeOf(const Domain& domain);

// Sequences within the domain's lengths, each element one of `each`.
std::size_t SequencesOf(const Domain& domain, std::size_t each);

}  // namespace lockstep
