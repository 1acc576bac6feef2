#include "harness/manifest/contract_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "harness/manifest/suggest.h"
#include "harness/model/law.h"

namespace lockstep {
namespace {

template <typename Enum>
Result<void> ReadEnum(const Field& field, std::span<const std::string_view> names, Enum& out) {
  std::size_t index = 0;
  auto read = field.ReadChoice(names, index);
  if (read) out = static_cast<Enum>(index);
  return read;
}

// In the order of the enumerators of contract.h.
Result<void> ReadExceptions(const Field& field, Contract& contract) {
  constexpr std::string_view kNames[] = {"type", "type+message", "public-base"};
  return ReadEnum(field, kNames, contract.exceptions);
}
Result<void> ReadLevel(const Field& field, Contract& contract) {
  constexpr std::string_view kNames[] = {"determinate", "unordered", "indeterminate"};
  return ReadEnum(field, kNames, contract.level);
}
Result<void> ReadScope(const Field& field, Contract& contract) {
  constexpr std::string_view kNames[] = {"process", "environment", "cpu", "interpreter"};
  return ReadEnum(field, kNames, contract.scope);
}
Result<void> ReadOffDomain(const Field& field, Contract& contract) {
  constexpr std::string_view kNames[] = {"notes", "strict"};
  return ReadEnum(field, kNames, contract.off_domain_strict);
}

Result<void> ReadSubset(const Field& field, Contract& contract) {
  contract.subset.clear();
  if (auto read = field.Read(contract.subset); !read) return read;
  for (const std::string& name : contract.subset) {
    if (std::find(std::begin(kSubset), std::end(kSubset), name) != std::end(kSubset)) continue;
    const std::string suggestion = DidYouMean(name, kSubset);
    return field.AtValue(
        fmt::format("unknown part of a subset \"{}\"", name),
        suggestion.empty() ? fmt::format("one of: {}", fmt::join(kSubset, ", ")) : suggestion);
  }
  return {};
}

constexpr Key<Contract> kContractKeys[] = {
    {"exceptions", ReadExceptions},
    {"ulp", [](const Field& field, Contract& c) { return field.Read(c.tolerance.ulp); }},
    {"rtol", [](const Field& field, Contract& c) { return field.Read(c.tolerance.relative); }},
    {"atol", [](const Field& field, Contract& c) { return field.Read(c.tolerance.absolute); }},
    {"level", ReadLevel},
    {"scope", ReadScope},
    {"pure", [](const Field& field, Contract& c) { return field.Read(c.pure); }},
    {"off-domain", ReadOffDomain},
    {"independent", [](const Field& field, Contract& c) { return field.Read(c.independent); }},
    {"shippable", [](const Field& field, Contract& c) { return field.Read(c.shippable); }},
    {"subset", ReadSubset},
};

Result<void> ReadLaw(const Field& field, Exemption& exemption) {
  if (auto read = field.Read(exemption.law); !read) return read;
  if (FindLaw(exemption.law)) return {};
  const auto names = LawNames();
  const std::string suggestion = DidYouMean(exemption.law, names);
  return field.AtValue(fmt::format("unknown law \"{}\"", exemption.law),
                       suggestion.empty() ? "`lockstep laws` lists them" : suggestion);
}

constexpr Key<Exemption> kExemptionKeys[] = {
    {"law", ReadLaw},
    {"reason", [](const Field& field, Exemption& e) { return field.Read(e.reason); }},
};

Result<void> ReadExemption(const TomlValue& item, const SourceText& source, Contract& contract) {
  if (item.kind != TomlValue::Kind::kTable)
    return source.At(item.begin, Width(item), "an entry of except_laws is a table",
                     "{ law = \"aliasing\", reason = \"documented: returns a view\" }");
  Exemption exemption;
  if (auto read = ReadTable(item, source, kExemptionKeys, exemption); !read) return read;
  if (exemption.law.empty()) return source.At(item.begin, Width(item), "\"law\" is missing");
  if (exemption.reason.find_first_not_of(" \t\n") == std::string::npos)
    return source.At(item.begin, Width(item), "a law is switched off only with a reason",
                     "add reason = \"...\"");
  contract.exemptions.push_back(exemption);
  return {};
}

}  // namespace

std::vector<std::string_view> LawNames() {
  std::vector<std::string_view> names;
  for (const Law& law : Laws()) names.push_back(law.name);
  return names;
}

Result<void> ReadContract(const Field& field, Contract& contract) {
  if (field.value().kind != TomlValue::Kind::kTable) return field.WrongType("a table");
  return ReadTable(field.value(), field.source, kContractKeys, contract);
}

Result<void> ReadExemptions(const Field& field, Contract& contract) {
  if (field.value().kind != TomlValue::Kind::kArray) return field.WrongType("an array of tables");
  for (const TomlValue& item : field.value().items)
    if (auto read = ReadExemption(item, field.source, contract); !read) return read;
  return {};
}

}  // namespace lockstep
