#include "harness/manifest/field.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "harness/manifest/suggest.h"

namespace lockstep {

std::size_t Width(const TomlValue& value) {
  const bool one_line = value.end.line == value.begin.line && value.end.column > value.begin.column;
  return one_line ? value.end.column - value.begin.column : 1;
}

Error Field::AtKey(std::string what, std::string next_step) const {
  return source.At(entry.place, CharacterCount(entry.key), std::move(what), std::move(next_step));
}

Error Field::AtValue(std::string what, std::string next_step) const {
  return source.At(value().begin, Width(value()), std::move(what), std::move(next_step));
}

Error Field::WrongType(std::string_view wanted) const {
  return AtValue(fmt::format("{} must be {}, not {}", entry.key, wanted, KindText(value().kind)));
}

Result<void> Field::Read(std::string& out) const {
  if (value().kind != TomlValue::Kind::kText) return WrongType("a string");
  out = value().text;
  return {};
}

Result<void> Field::Read(bool& out) const {
  if (value().kind != TomlValue::Kind::kFlag) return WrongType("true or false");
  out = value().flag;
  return {};
}

Result<void> Field::Read(std::uint64_t& out) const {
  if (value().kind != TomlValue::Kind::kInteger) return WrongType("an integer");
  if (value().integer < 0) return AtValue(fmt::format("{} must not be negative", entry.key));
  out = static_cast<std::uint64_t>(value().integer);
  return {};
}

Result<void> Field::Read(std::optional<std::uint64_t>& out) const {
  std::uint64_t number = 0;
  auto read = Read(number);
  if (read) out = number;
  return read;
}

Result<void> Field::Read(std::optional<double>& out) const {
  const auto kind = value().kind;
  if (kind != TomlValue::Kind::kReal && kind != TomlValue::Kind::kInteger)
    return WrongType("a number");
  if (!std::isfinite(value().real) || value().real < 0)
    return AtValue(fmt::format("{} must be a finite number, 0 or more", entry.key));
  out = value().real;
  return {};
}

Result<void> Field::Read(std::vector<std::string>& out) const {
  if (value().kind != TomlValue::Kind::kArray) return WrongType("an array of strings");
  for (const TomlValue& item : value().items) {
    if (item.kind != TomlValue::Kind::kText) {
      return source.At(item.begin, Width(item),
                       fmt::format("{} must hold strings, not {}", entry.key, KindText(item.kind)));
    }
    out.push_back(item.text);
  }
  return {};
}

Result<void> Field::ReadChoice(std::span<const std::string_view> names, std::size_t& out) const {
  std::string text;
  if (auto read = Read(text); !read) return read;
  for (out = 0; out < names.size(); ++out)
    if (names[out] == text) return {};
  const std::string suggestion = DidYouMean(text, names);
  return AtValue(
      fmt::format("unknown {} \"{}\"", entry.key, text),
      suggestion.empty() ? fmt::format("one of: {}", fmt::join(names, ", ")) : suggestion);
}

Error UnknownKey(const Field& field, std::span<const std::string_view> known) {
  return field.AtKey(fmt::format("unknown key \"{}\"", field.entry.key),
                     DidYouMean(field.entry.key, known));
}

}  // namespace lockstep
