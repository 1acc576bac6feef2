// Which varieties of breaches (harness/pipeline/run/variety.h) were seen: a set of small numbers,
// as text 64 hexadecimal digits.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>

namespace lockstep {

inline constexpr std::size_t kVarieties = 256;
using Varieties = std::bitset<kVarieties>;

// Empty for none.
std::string ToText(const Varieties& varieties);
// Nothing where it is no such text; none of the empty one.
std::optional<Varieties> VarietiesIn(std::string_view text);

}  // namespace lockstep
