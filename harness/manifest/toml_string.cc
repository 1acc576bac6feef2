// PlaceInside: from a byte of a string's value back to where it was written.
#include <cstdlib>

#include "harness/manifest/toml_tree.h"

namespace lockstep {
namespace {

struct Cursor {
  std::string_view rest;
  Place place;

  void Skip(std::size_t bytes) {
    for (std::size_t i = 0; i < bytes && i < rest.size(); ++i) {
      if (rest[i] == '\n') {
        ++place.line;
        place.column = 1;
      } else if ((static_cast<unsigned char>(rest[i]) & 0xC0U) != 0x80U) {
        ++place.column;
      }
    }
    rest.remove_prefix(std::min(bytes, rest.size()));
  }
};

Cursor At(const SourceText& source, Place place) {
  Cursor cursor{source.text, {}};
  while (!cursor.rest.empty() && cursor.place != place) cursor.Skip(1);
  return cursor;
}

std::size_t Utf8Size(unsigned long code) {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

// A backslash at the end of a line of a multi-line string eats the white space that follows.
std::size_t LineContinuation(std::string_view rest) {
  const auto end = rest.find_first_not_of(" \t\r\n", 1);
  const auto size = end == std::string_view::npos ? rest.size() : end;
  return rest.substr(0, size).find('\n') == std::string_view::npos ? 0 : size;
}

// One escape sequence: its length as written, and the bytes that it stands for.
std::pair<std::size_t, std::size_t> Escape(std::string_view rest) {
  if (const std::size_t eaten = LineContinuation(rest)) return {eaten, 0};
  const char letter = rest.size() > 1 ? rest[1] : '\0';
  const std::size_t digits = letter == 'u' ? 4 : letter == 'U' ? 8 : letter == 'x' ? 2 : 0;
  if (digits == 0) return {2, 1};
  const std::string code(rest.substr(2, digits));
  return {2 + digits, Utf8Size(std::strtoul(code.c_str(), nullptr, 16))};
}

}  // namespace

Place PlaceInside(const SourceText& source, const TomlValue& text, std::size_t offset) {
  Cursor cursor = At(source, text.begin);
  const bool literal = cursor.rest.starts_with('\'');
  const bool long_form = cursor.rest.starts_with("'''") || cursor.rest.starts_with("\"\"\"");
  cursor.Skip(long_form ? 3 : 1);
  if (long_form && cursor.rest.starts_with("\r\n")) cursor.Skip(2);
  if (long_form && cursor.rest.starts_with("\n")) cursor.Skip(1);
  for (std::size_t done = 0; !cursor.rest.empty();) {
    const bool escape = !literal && cursor.rest.front() == '\\';
    const auto [written, meant] =
        escape ? Escape(cursor.rest) : std::pair<std::size_t, std::size_t>{1, 1};
    // What stands for nothing belongs to what comes before it.
    if (done >= offset && meant > 0) break;
    cursor.Skip(written);
    done += meant;
  }
  return cursor.place;
}

}  // namespace lockstep
