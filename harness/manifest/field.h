// A Field is one `key = value` of a manifest, read with the type that its key asks for.
//
// Tables are read by a list of Keys: a key that is not in the list is an error with a
// suggestion, and errors come in the order of the file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/manifest/source_text.h"
#include "harness/manifest/toml_tree.h"
#include "harness/model/result.h"

namespace lockstep {

struct Field {
  const TomlEntry& entry;
  const SourceText& source;

  const TomlValue& value() const { return entry.value; }
  Error AtKey(std::string what, std::string next_step = {}) const;
  Error AtValue(std::string what, std::string next_step = {}) const;
  Error WrongType(std::string_view wanted) const;

  Result<void> Read(std::string& out) const;
  Result<void> Read(bool& out) const;
  Result<void> Read(std::uint64_t& out) const;  // not negative
  Result<void> Read(std::optional<std::uint64_t>& out) const;
  Result<void> Read(std::optional<double>& out) const;  // not negative; integers too
  Result<void> Read(std::vector<std::string>& out) const;
  // One of `names`; `out` is its index.
  Result<void> ReadChoice(std::span<const std::string_view> names, std::size_t& out) const;
};

// Columns from `begin` to `end`, for carets; 1 where they are not on one line.
std::size_t Width(const TomlValue& value);

template <typename T>
struct Key {
  std::string_view name;
  Result<void> (*read)(const Field& field, T& out);
};

Error UnknownKey(const Field& field, std::span<const std::string_view> known);

template <typename T, std::size_t n>
Result<void> ReadTable(const TomlValue& table, const SourceText& source, const Key<T> (&keys)[n],
                       T& out) {
  std::string_view names[n];
  for (std::size_t i = 0; i < n; ++i) names[i] = keys[i].name;
  for (const TomlEntry& entry : table.entries) {
    const Field field{entry, source};
    const Key<T>* found = nullptr;
    for (const auto& key : keys)
      if (key.name == entry.key) found = &key;
    if (!found) return UnknownKey(field, names);
    if (auto read = found->read(field, out); !read) return read;
  }
  return {};
}

}  // namespace lockstep
