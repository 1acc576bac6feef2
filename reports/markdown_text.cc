#include "reports/markdown_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/printable.h"

namespace lockstep {
namespace {

bool IsWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// References are text to Markdown wherever they stand: neither emphasis nor the end of a cell.
std::string Numbered(const std::string& text, std::string_view harmless) {
  std::string written;
  for (const char c : text)
    written += IsWordCharacter(c) || harmless.find(c) != std::string_view::npos
                   ? std::string(1, c)
                   : fmt::format("&#{};", static_cast<int>(c));
  return written;
}

std::size_t LongestRun(std::string_view text, char of) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) longest = std::max(longest, run = c == of ? run + 1 : 0);
  return longest;
}

}  // namespace

std::string MarkdownCode(std::string_view text) {
  const std::string line = Printable(text);
  if (line.empty()) return "";
  // In backticks all is itself but a backtick, and in a table a bar and what escapes it; spaces at
  // both ends would be taken away.
  const bool tame =
      line.find_first_of("`|\\") == std::string::npos && line.front() != ' ' && line.back() != ' ';
  return tame ? "`" + line + "`" : "<code>" + Numbered(line, " .,") + "</code>";
}

// A colon before a space begins neither a link nor the name of a picture.
std::string MarkdownProse(std::string_view text) {
  std::string prose = Numbered(Printable(text), " ,;()-");
  constexpr std::string_view kColon = "&#58; ";
  for (auto at = prose.find(kColon); at != std::string::npos; at = prose.find(kColon, at))
    prose.replace(at, kColon.size(), ": ");
  return prose;
}

std::string MarkdownBlock(std::string_view text, std::string_view language) {
  std::string lines = Printable(text, true);
  if (!lines.ends_with('\n')) lines += '\n';
  const std::string fence(std::max<std::size_t>(3, LongestRun(lines, '`') + 1), '`');
  return fmt::format("{}{}\n{}{}\n", fence, language, lines, fence);
}

}  // namespace lockstep
