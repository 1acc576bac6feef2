#include "harness/manifest/spread.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "harness/manifest/field.h"

namespace lockstep {
namespace {

// "math" in `modules` is all of its functions, "math:*".
TomlValue WholeModule(std::string_view key, TomlValue item) {
  if (key == "modules" && item.kind == TomlValue::Kind::kText &&
      item.text.find(':') == std::string::npos)
    item.text += ":*";
  return item;
}

// What stands in for whole modules may be a module as well: its functions of the same names.
TomlValue WithWholePorts(TomlValue table) {
  if (table.Find("modules") == nullptr) return table;
  for (TomlEntry& entry : table.entries) {
    if (entry.key == "port") entry.value = WholeModule("modules", std::move(entry.value));
    if (entry.key == "ports")
      for (TomlValue& item : entry.value.items) item = WholeModule("modules", std::move(item));
  }
  return table;
}

// The table once for each item of the list under `key`, which becomes the value of `singular`.
Result<std::vector<TomlValue>> SpreadKey(const TomlValue& table, const SourceText& source,
                                         std::string_view key, std::string_view singular) {
  const TomlEntry* list = table.Find(key);
  if (list == nullptr || (key == singular && list->value.kind != TomlValue::Kind::kArray))
    return std::vector<TomlValue>{table};
  const Field field{*list, source};
  if (list->value.kind != TomlValue::Kind::kArray) return field.WrongType("a list");
  if (list->value.items.empty()) return field.AtValue(fmt::format("{} names nothing", key));
  if (key != singular && table.Find(singular) != nullptr)
    return field.AtKey(fmt::format("\"{}\" and \"{}\" both say what is compared", singular, key),
                       fmt::format("keep one of them"));
  std::vector<TomlValue> tables;
  for (const TomlValue& item : list->value.items) {
    TomlValue one = table;
    for (TomlEntry& entry : one.entries)
      if (entry.key == key) entry = {std::string(singular), entry.place, WholeModule(key, item)};
    tables.push_back(std::move(one));
  }
  return tables;
}

}  // namespace

Result<std::vector<TomlValue>> Spread(const TomlValue& table, const SourceText& source) {
  constexpr std::pair<const char*, const char*> kKeys[] = {
      {"modules", "native"}, {"ports", "port"}, {"port_python", "port_python"}};
  std::vector<TomlValue> all = {WithWholePorts(table)};
  for (const auto& [key, singular] : kKeys) {
    std::vector<TomlValue> spread;
    for (const TomlValue& one : all) {
      auto tables = SpreadKey(one, source, key, singular);
      if (!tables) return tables;
      std::move(tables->begin(), tables->end(), std::back_inserter(spread));
    }
    all = std::move(spread);
  }
  return all;
}

}  // namespace lockstep
