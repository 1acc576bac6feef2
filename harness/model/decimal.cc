#include <cstdint>
#include <string>
#include <vector>

#include "harness/model/value.h"

namespace lockstep {
namespace {

constexpr std::uint32_t kGroup = 1'000'000'000;  // nine decimal digits at a time

// Big-endian words of 32 bits.
std::vector<std::uint32_t> Words(const std::string& magnitude) {
  std::vector<std::uint32_t> words((magnitude.size() + 3) / 4);
  for (std::size_t i = 0; i < magnitude.size(); ++i) {
    const std::size_t from_end = magnitude.size() - 1 - i;
    const auto byte = static_cast<std::uint32_t>(static_cast<std::uint8_t>(magnitude[i]));
    words[words.size() - 1 - from_end / 4] |= byte << (8 * (from_end % 4));
  }
  return words;
}

// Divides in place; the remainder.
std::uint32_t DivideByGroup(std::vector<std::uint32_t>& words) {
  std::uint64_t rest = 0;
  for (std::uint32_t& word : words) {
    rest = rest << 32 | word;
    word = static_cast<std::uint32_t>(rest / kGroup);
    rest %= kGroup;
  }
  while (!words.empty() && words.front() == 0) words.erase(words.begin());
  return static_cast<std::uint32_t>(rest);
}

}  // namespace

std::string Decimal(const Value& integer) {
  if (integer.text.empty()) return std::to_string(integer.small);
  std::vector<std::uint32_t> words = Words(integer.text);
  std::string reversed;
  while (!words.empty()) {
    std::uint32_t group = DivideByGroup(words);
    for (int digit = 0; digit < 9; ++digit, group /= 10)
      reversed += static_cast<char>('0' + group % 10);
  }
  while (reversed.size() > 1 && reversed.back() == '0') reversed.pop_back();
  if (integer.small < 0) reversed += '-';
  return {reversed.rbegin(), reversed.rend()};
}

}  // namespace lockstep
