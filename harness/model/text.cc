#include "harness/model/text.h"

#include <cstdint>

namespace lockstep {
namespace {

constexpr char32_t kStray = 0x110000;  // a byte outside UTF-8

std::size_t LengthOf(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 0;
}

// The code point at the front of `text`; `used` is how many bytes it took.
char32_t Front(std::string_view text, std::size_t& used) {
  const auto lead = static_cast<std::uint8_t>(text[0]);
  const std::size_t length = LengthOf(lead);
  used = 1;
  if (length == 1) return lead;
  if (length == 0 || text.size() < length) return kStray + lead;
  char32_t point = lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<std::uint8_t>(text[i]);
    if ((next & 0xc0) != 0x80) return kStray + lead;
    point = point << 6 | (next & 0x3f);
  }
  used = length;
  return point;
}

}  // namespace

std::u32string CodePoints(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t used = 0; !text.empty(); text.remove_prefix(used))
    points.push_back(Front(text, used));
  return points;
}

void AppendCodePoint(std::string& text, char32_t point) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (point >= kStray) return put(point - kStray);
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xc0 | point >> 6);
  } else {
    if (point < 0x10000) {
      put(0xe0 | point >> 12);
    } else {
      put(0xf0 | point >> 18);
      put(0x80 | (point >> 12 & 0x3f));
    }
    put(0x80 | (point >> 6 & 0x3f));
  }
  put(0x80 | (point & 0x3f));
}

std::string FromCodePoints(std::u32string_view points) {
  std::string text;
  for (const char32_t point : points) AppendCodePoint(text, point);
  return text;
}

}  // namespace lockstep
