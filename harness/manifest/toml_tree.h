// A TomlValue is a TOML document as plain values that remember where they were written.
//
// toml++ is seen by toml_tree.cc alone; everything that reads a manifest walks this tree.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/manifest/source_text.h"
#include "harness/model/result.h"

namespace lockstep {

struct TomlEntry;

struct TomlValue {
  enum class Kind : std::uint8_t { kText, kInteger, kReal, kFlag, kDate, kArray, kTable };
  Kind kind = Kind::kTable;
  Place begin, end;                // as written; end is behind the last character
  std::string text;                // kText; kDate as YYYY-MM-DD
  std::int64_t integer = 0;        // kInteger
  double real = 0;                 // kReal and kInteger
  bool flag = false;               // kFlag
  std::vector<TomlValue> items;    // kArray
  std::vector<TomlEntry> entries;  // kTable, in the order of the file

  const TomlEntry* Find(std::string_view key) const;  // of a table; nullptr when absent
};

struct TomlEntry {
  std::string key;
  Place place;  // of the key
  TomlValue value;
};

// The whole document as a table. A syntax error points into the source.
Result<TomlValue> ParseToml(const SourceText& source);

// "a string", "an integer" ...: for messages.
std::string_view KindText(TomlValue::Kind kind);

// Where byte `offset` of a string's value was written; escapes and multi-line strings counted.
Place PlaceInside(const SourceText& source, const TomlValue& text, std::size_t offset);

}  // namespace lockstep
