// Which varieties of breaches (harness/pipeline/variety.h) were seen: a set of small numbers, as
// text 64 hexadecimal digits.
#pragma once

#include <bitset>
#include <string>

namespace lockstep {

inline constexpr std::size_t kVarieties = 256;
using Varieties = std::bitset<kVarieties>;

// Empty for none.
std::string ToText(const Varieties& varieties);
// None where it is no such text.
Varieties VarietiesIn(const std::string& text);

}  // namespace lockstep
