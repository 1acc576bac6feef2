#include "harness/model/varieties.h"

namespace lockstep {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::size_t kBits = 4;  // of a digit

}  // namespace

std::string ToText(const Varieties& varieties) {
  if (varieties.none()) return "";
  std::string text;
  for (std::size_t at = 0; at < kVarieties; at += kBits) {
    std::size_t digit = 0;
    for (std::size_t i = 0; i < kBits; ++i) digit = 2 * digit + (varieties[at + i] ? 1 : 0);
    text += kDigits[digit];
  }
  return text;
}

std::optional<Varieties> VarietiesIn(std::string_view text) {
  Varieties varieties;
  if (text.empty()) return varieties;
  if (text.size() != kVarieties / kBits) return std::nullopt;
  for (std::size_t at = 0; at < kVarieties; ++at) {
    const auto digit = kDigits.find(text[at / kBits]);
    if (digit == std::string_view::npos) return std::nullopt;
    varieties[at] = (digit >> (kBits - 1 - at % kBits) & 1) != 0;
  }
  return varieties;
}

}  // namespace lockstep
