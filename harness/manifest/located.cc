#include "harness/manifest/located.h"

#include <fmt/format.h>

#include <optional>
#include <regex>
#include <sstream>

#include "harness/manifest/field.h"

namespace lockstep {
namespace {

// The first string of that text, in the order of the file.
const TomlValue* FindText(const TomlValue& value, const std::string& text) {
  if (value.kind == TomlValue::Kind::kText && value.text == text) return &value;
  for (const TomlValue& item : value.items)
    if (const auto* found = FindText(item, text)) return found;
  for (const TomlEntry& entry : value.entries)
    if (const auto* found = FindText(entry.value, text)) return found;
  return nullptr;
}

// The table that begins at that line and has the key, of which "operations.append" is a path.
const TomlValue* FindInTable(const TomlValue& value, std::size_t line, const std::string& key) {
  if (value.kind == TomlValue::Kind::kTable && value.begin.line == line) {
    const TomlValue* found = &value;
    std::istringstream path(key);
    for (std::string name; found != nullptr && std::getline(path, name, '.');) {
      const TomlEntry* entry = found->Find(name);
      found = entry == nullptr ? nullptr : &entry->value;
    }
    if (found != nullptr && found->kind == TomlValue::Kind::kText) return found;
  }
  for (const TomlValue& item : value.items)
    if (const auto* found = FindInTable(item, line, key)) return found;
  for (const TomlEntry& entry : value.entries)
    if (const auto* found = FindInTable(entry.value, line, key)) return found;
  return nullptr;
}

// What PlaceInPort has put together.
struct Part {
  std::size_t line = 0, offset = 0, width = 0;
  std::string key;
};

std::optional<Part> PartOf(const std::string& where) {
  static const std::regex kForm(R"(.*:(\d+) (\S+) (\d+) (\d+))");
  std::smatch found;
  if (!std::regex_match(where, found, kForm)) return std::nullopt;
  return Part{std::stoul(found[1]), std::stoul(found[3]), std::stoul(found[4]), found[2]};
}

Error Pointed(const Error& error, const SourceText& source, Place place, std::size_t width) {
  Error pointed = source.At(place, width, error.what, error.next_step);
  pointed.kind = error.kind;
  return pointed;
}

}  // namespace

std::string PlaceInPort(const std::string& port, const std::string& key, std::size_t offset,
                        std::size_t width) {
  return fmt::format("{} {} {} {}", port, key, offset, width);
}

Error Located(Error error, const std::filesystem::path& file) {
  if (file.empty() || error.where.empty()) return error;
  const auto source = ReadSource(file);
  if (!source) return error;
  const auto document = ParseToml(*source);
  if (!document) return error;
  if (const auto part = PartOf(error.where)) {
    const TomlValue* text = FindInTable(*document, part->line, part->key);
    if (!text) return error;
    return Pointed(error, *source, PlaceInside(*source, *text, part->offset), part->width);
  }
  const TomlValue* found = FindText(*document, error.where);
  return found ? Pointed(error, *source, found->begin, Width(*found)) : error;
}

}  // namespace lockstep
