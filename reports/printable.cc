#include "reports/printable.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <vector>

#include "harness/model/printable.h"

namespace lockstep {
namespace {

// What stands at the front of a text: a code point of `size` bytes, or one byte that is none.
struct Front {
  std::uint32_t code = 0;
  std::size_t size = 1;
  bool valid = false;
};

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

// Surrogates count as valid here; overlong forms do not.
Front FrontOf(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {first, 1, true};
  const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < size) return {first, 1, false};
  std::uint32_t code = first & (0xffu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if (!IsContinuation(text[i])) return {first, 1, false};
    code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3fu);
  }
  constexpr std::array<std::uint32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[size] || code > 0x10ffff) return {first, 1, false};
  return {code, size, true};
}

bool IsSurrogate(std::uint32_t code) { return code >= 0xd800 && code <= 0xdfff; }

std::string Escape(std::uint32_t code) {
  if (code == '\n') return "\\n";
  if (code == '\t') return "\\t";
  if (code == '\r') return "\\r";
  if (code < 0x100) return fmt::format("\\x{:02x}", code);
  if (code < 0x10000) return fmt::format("\\u{:04x}", code);
  return fmt::format("\\U{:08x}", code);
}

template <typename Refuses>
std::string Rewritten(std::string_view text, Refuses refuses) {
  std::string written;
  written.reserve(text.size());
  while (!text.empty()) {
    const Front front = FrontOf(text);
    if (!front.valid || IsSurrogate(front.code) || refuses(front.code))
      written += Escape(front.code);
    else
      written += text.substr(0, front.size);
    text.remove_prefix(front.size);
  }
  return written;
}

}  // namespace

std::string ValidUtf8(std::string_view text) {
  return Rewritten(text, [](std::uint32_t) { return false; });
}

std::string Printable(std::string_view text, bool lines) {
  return Rewritten(
      text, [lines](std::uint32_t code) { return !IsPrintable(code) && !(lines && code == '\n'); });
}

std::string Shortened(const std::string& text, std::size_t limit) {
  if (text.size() <= limit) return text;
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (!IsContinuation(text[at])) starts.push_back(at);
  if (starts.size() <= limit) return text;
  const std::size_t tail = limit / 4, head = limit - tail;
  return fmt::format("{}...({} more)...{}", text.substr(0, starts[head]), starts.size() - limit,
                     text.substr(starts[starts.size() - tail]));
}

}  // namespace lockstep
