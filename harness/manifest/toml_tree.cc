#include "harness/manifest/toml_tree.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <tuple>

namespace lockstep {
namespace {

Place PlaceOf(const toml::source_position& position) { return {position.line, position.column}; }

TomlValue Converted(const toml::node& node);

void ConvertTable(const toml::table& table, TomlValue& value) {
  value.kind = TomlValue::Kind::kTable;
  for (const auto& [key, child] : table) {
    value.entries.push_back(
        {std::string(key.str()), PlaceOf(key.source().begin), Converted(child)});
  }
  std::sort(value.entries.begin(), value.entries.end(), [](const auto& left, const auto& right) {
    return std::tie(left.place.line, left.place.column) <
           std::tie(right.place.line, right.place.column);
  });
}

void ConvertScalar(const toml::node& node, TomlValue& value) {
  using Toml = TomlValue::Kind;
  if (const auto* text = node.as_string()) {
    value.kind = Toml::kText;
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.kind = Toml::kInteger;
    value.integer = integer->get();
    value.real = static_cast<double>(value.integer);
  } else if (const auto* real = node.as_floating_point()) {
    value.kind = Toml::kReal;
    value.real = real->get();
  } else if (const auto* flag = node.as_boolean()) {
    value.kind = Toml::kFlag;
    value.flag = flag->get();
  } else {
    value.kind = Toml::kDate;
    if (const auto* date = node.as_date())
      value.text =
          fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
  }
}

TomlValue Converted(const toml::node& node) {
  TomlValue value;
  value.begin = PlaceOf(node.source().begin);
  value.end = PlaceOf(node.source().end);
  if (const auto* table = node.as_table()) {
    ConvertTable(*table, value);
  } else if (const auto* array = node.as_array()) {
    value.kind = TomlValue::Kind::kArray;
    for (const auto& item : *array) value.items.push_back(Converted(item));
  } else {
    ConvertScalar(node, value);
  }
  return value;
}

}  // namespace

const TomlEntry* TomlValue::Find(std::string_view key) const {
  for (const auto& entry : entries)
    if (entry.key == key) return &entry;
  return nullptr;
}

Result<TomlValue> ParseToml(const SourceText& source) {
  try {
    return Converted(toml::parse(source.text, source.name));
  } catch (const toml::parse_error& error) {
    return source.At(PlaceOf(error.source().begin), 1, std::string(error.description()));
  }
}

std::string_view KindText(TomlValue::Kind kind) {
  switch (kind) {
    case TomlValue::Kind::kText:
      return "a string";
    case TomlValue::Kind::kInteger:
      return "an integer";
    case TomlValue::Kind::kReal:
      return "a float";
    case TomlValue::Kind::kFlag:
      return "a boolean";
    case TomlValue::Kind::kDate:
      return "a date";
    case TomlValue::Kind::kArray:
      return "an array";
    case TomlValue::Kind::kTable:
      return "a table";
  }
  return "a value";
}

}  // namespace lockstep
