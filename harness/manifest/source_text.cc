#include "harness/manifest/source_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace lockstep {
namespace {

constexpr std::size_t kMostBytes = 16U << 20U;

// Blanks as wide as the text before the caret: a tab stays a tab, so that the caret lines up.
std::string Indent(std::string_view line, std::size_t characters) {
  std::string indent;
  for (const char byte : line) {
    if (indent.size() == characters) break;
    if ((static_cast<unsigned char>(byte) & 0xC0U) == 0x80U) continue;
    indent += byte == '\t' ? '\t' : ' ';
  }
  indent.resize(characters, ' ');
  return indent;
}

// Control characters of a hostile file must not reach the terminal.
std::string Shown(std::string_view line) {
  std::string shown(line);
  for (char& byte : shown)
    if ((static_cast<unsigned char>(byte) < 0x20 && byte != '\t') || byte == 0x7F) byte = '?';
  return shown;
}

}  // namespace

std::size_t CharacterCount(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

std::string_view SourceText::Line(std::size_t line) const {
  std::string_view rest = text;
  for (std::size_t skipped = 1; skipped < line; ++skipped) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    rest.remove_prefix(end + 1);
  }
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

Error SourceText::At(Place place, std::size_t width, std::string what,
                     std::string next_step) const {
  const std::string_view line = Line(place.line);
  const std::size_t before = std::min(place.column - 1, CharacterCount(line));
  const std::size_t room = CharacterCount(line) - before;
  const std::size_t carets = std::max<std::size_t>(1, std::min(width, room));
  const std::string number = fmt::format("{:>5}", place.line);
  Error error{Error::Kind::kManifest,
              std::move(what),
              fmt::format("{}:{}:{}", name, place.line, place.column),
              std::move(next_step),
              {}};
  error.excerpt = fmt::format("{} | {}\n{} | {}{}", number, Shown(line), std::string(5, ' '),
                              Indent(line, before), std::string(carets, '^'));
  return error;
}

Result<SourceText> ReadSource(const std::filesystem::path& file) {
  std::error_code code;
  const std::string shown = ShownPath(file);
  if (std::filesystem::is_directory(file, code))
    return Error{Error::Kind::kManifest, "is a directory, not a file", shown, {}, {}};
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return Error{Error::Kind::kManifest,
                 fmt::format("cannot be read: {}", std::strerror(errno)),
                 shown,
                 "give a lockstep.toml, or a function as module:qualname",
                 {}};
  }
  SourceText source{shown, {}};
  std::array<char, 1 << 14> block;
  do {
    stream.read(block.data(), block.size());
    source.text.append(block.data(), static_cast<std::size_t>(stream.gcount()));
  } while (stream && source.text.size() <= kMostBytes);
  if (source.text.size() > kMostBytes)
    return Error{Error::Kind::kManifest, "is larger than 16 MiB", shown, {}, {}};
  return source;
}

std::string ShownPath(const std::filesystem::path& file) {
  std::error_code code;
  const auto relative = std::filesystem::proximate(file, code);
  if (code || relative.empty() || *relative.begin() == "..") return file.string();
  return relative.string();
}

}  // namespace lockstep
