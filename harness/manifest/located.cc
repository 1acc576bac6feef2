#include "harness/manifest/located.h"

#include "harness/manifest/field.h"

namespace lockstep {
namespace {

// The first string of that text, in the order of the file.
const TomlValue* Find(const TomlValue& value, const std::string& text) {
  if (value.kind == TomlValue::Kind::kText && value.text == text) return &value;
  for (const TomlValue& item : value.items)
    if (const auto* found = Find(item, text)) return found;
  for (const TomlEntry& entry : value.entries)
    if (const auto* found = Find(entry.value, text)) return found;
  return nullptr;
}

}  // namespace

Error Located(Error error, const std::filesystem::path& file) {
  if (file.empty() || error.where.empty()) return error;
  const auto source = ReadSource(file);
  if (!source) return error;
  const auto document = ParseToml(*source);
  const TomlValue* found = document ? Find(*document, error.where) : nullptr;
  if (!found) return error;
  Error located = source->At(found->begin, Width(*found), error.what, error.next_step);
  located.kind = error.kind;
  return located;
}

}  // namespace lockstep
