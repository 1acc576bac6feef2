// What drawing needs to know of a domain, by the family of its kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "harness/model/grammar.h"

namespace lockstep {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A bound beyond 64 bits is cut to them; the bound itself is among the constants.
struct IntRange {
  bool has_low = false, has_high = false;
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
};

struct FloatRange {
  double least = -kInfinity, most = kInfinity;
  bool allows_nan = true, finite = false;
};

struct Lengths {
  std::size_t min_len = 0;
  std::size_t max_len = std::numeric_limits<std::size_t>::max();
};

struct TextShape : Lengths {
  std::vector<std::string> pieces;  // of the alphabet, or the tokens
  std::string grammar;
  std::shared_ptr<const Grammar> rules;  // of the manifest, where `grammar` is one of them
};

struct ContainerShape : Lengths {
  bool sorted = false, unique = false, variadic = false;
};

struct Choices {
  std::vector<std::string> encoded;
  std::string grammar;  // of expressions
  std::shared_ptr<const Grammar> rules;
};

using KindNeeds =
    std::variant<std::monostate, IntRange, FloatRange, TextShape, ContainerShape, Choices>;

}  // namespace lockstep
