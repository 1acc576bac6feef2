#include "harness/manifest/toml_text.h"

#include <fmt/format.h>

namespace lockstep {
namespace {

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// The length of the well-formed UTF-8 character at the front; 0 when there is none.
std::size_t CharacterSize(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i)
    if (!IsContinuation(text[i])) return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool beyond = (lead == 0xED && second >= 0xA0) || (lead == 0xF4 && second >= 0x90);
  return overlong || beyond ? 0 : size;
}

void AppendAscii(std::string& out, char letter) {
  switch (letter) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (letter >= 0x20 && letter != 0x7F)
    out += letter;
  else
    out += fmt::format("\\u{:04X}", static_cast<unsigned>(letter));
}

}  // namespace

std::string TomlQuoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const std::size_t size = CharacterSize(text);
    if (size == 1)
      AppendAscii(out, text[0]);
    else if (size == 0)
      out += '?';
    else
      out += text.substr(0, size);
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return out + '"';
}

}  // namespace lockstep
