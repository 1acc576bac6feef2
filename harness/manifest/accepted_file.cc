#include "harness/manifest/accepted_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <fstream>

#include "harness/manifest/field.h"
#include "harness/manifest/toml_text.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

constexpr std::string_view kHeading =
    "# Differences that were judged and are kept, each with its reason. `lockstep accept` adds to "
    "this\n"
    "# file and never rewrites it; every stored case is run again on each check.\n";

std::string Hex(const Bytes& bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

bool ReadHex(std::string_view text, Bytes& bytes) {
  if (text.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    std::uint8_t byte = 0;
    const auto [end, code] = std::from_chars(text.data() + i, text.data() + i + 2, byte, 16);
    if (code != std::errc() || end != text.data() + i + 2) return false;
    bytes.push_back(byte);
  }
  return true;
}

Result<void> ReadCase(const Field& field, Accepted& accepted) {
  std::string text;
  if (auto read = field.Read(text); !read) return read;
  if (!ReadHex(text, accepted.encoded_case)) return field.AtValue("case must be hexadecimal");
  return {};
}

Result<void> ReadPrefix(const Field& field, Accepted& accepted) {
  std::vector<std::string> texts;
  if (auto read = field.Read(texts); !read) return read;
  for (const std::string& text : texts)
    if (!ReadHex(text, accepted.prefix.emplace_back()))
      return field.AtValue("prefix must be hexadecimal");
  return {};
}

Result<void> ReadExpires(const Field& field, Accepted& accepted) {
  const auto kind = field.value().kind;
  if (kind != TomlValue::Kind::kText && kind != TomlValue::Kind::kDate)
    return field.WrongType("a date");
  accepted.expires = field.value().text;
  if (!IsDate(accepted.expires)) return field.AtValue("expires must be a date", "write YYYY-MM-DD");
  return {};
}

Result<void> ReadSeen(const Field& field, Accepted& accepted) {
  std::string text;
  if (auto read = field.Read(text); !read) return read;
  const auto varieties = VarietiesIn(text);
  if (!varieties) return field.AtValue("seen must be 64 hexadecimal digits", "accept it again");
  accepted.varieties = *varieties;
  return {};
}

constexpr Key<Accepted> kAcceptedKeys[] = {
    {"id", [](const Field& field, Accepted& a) { return field.Read(a.id); }},
    {"native", [](const Field& field, Accepted& a) { return field.Read(a.native); }},
    {"port", [](const Field& field, Accepted& a) { return field.Read(a.port); }},
    {"law", [](const Field& field, Accepted& a) { return field.Read(a.law); }},
    {"class", [](const Field& field, Accepted& a) { return field.Read(a.difference); }},
    {"blamed", [](const Field& field, Accepted& a) { return field.Read(a.blamed); }},
    {"raises", [](const Field& field, Accepted& a) { return field.Read(a.raises); }},
    {"at", [](const Field& field, Accepted& a) { return field.Read(a.path); }},
    {"types", [](const Field& field, Accepted& a) { return field.Read(a.types); }},
    {"alone", [](const Field& field, Accepted& a) { return field.Read(a.alone); }},
    {"seen", ReadSeen},
    {"when", [](const Field& field, Accepted& a) { return field.Read(a.when); }},
    {"call", [](const Field& field, Accepted& a) { return field.Read(a.call); }},
    {"reason", [](const Field& field, Accepted& a) { return field.Read(a.reason); }},
    {"expires", ReadExpires},
    {"case", ReadCase},
    {"prefix", ReadPrefix},
};

Result<Accepted> ReadEntry(const TomlValue& table, const SourceText& source) {
  Accepted accepted;
  accepted.where = fmt::format("{}:{}", source.name, table.begin.line);
  if (table.kind != TomlValue::Kind::kTable)
    return source.At(table.begin, Width(table), "an accepted finding is a table",
                     "write [[accepted]]");
  if (auto read = ReadTable(table, source, kAcceptedKeys, accepted); !read) return read.error();
  for (const auto& [name, text] :
       {std::pair{"id", &accepted.id}, std::pair{"reason", &accepted.reason}})
    if (text->find_first_not_of(" \t\n") == std::string::npos)
      return source.At(table.begin, Width(table), fmt::format("this entry has no \"{}\"", name));
  return accepted;
}

Result<std::vector<Accepted>> ReadEntries(const SourceText& source) {
  const auto document = ParseToml(source);
  if (!document) return document.error();
  std::vector<Accepted> entries;
  for (const TomlEntry& entry : document->entries) {
    constexpr std::string_view kTop[] = {"accepted"};
    const Field field{entry, source};
    if (entry.key != kTop[0]) return UnknownKey(field, kTop);
    if (entry.value.kind != TomlValue::Kind::kArray) return field.WrongType("an array of tables");
    for (const TomlValue& table : entry.value.items) {
      auto accepted = ReadEntry(table, source);
      if (!accepted) return accepted.error();
      entries.push_back(std::move(*accepted));
    }
  }
  return entries;
}

// What is in the file now; empty when there is none.
Result<SourceText> Present(const fs::path& file) {
  std::error_code code;
  if (!fs::exists(file, code)) return SourceText{ShownPath(file), {}};
  return ReadSource(file);
}

Result<void> AppendText(const fs::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary | std::ios::app);
  stream << text << std::flush;
  if (stream) return {};
  return Error{Error::Kind::kSystem,
               fmt::format("cannot be written: {}", std::strerror(errno)),
               ShownPath(file),
               {},
               {}};
}

}  // namespace

bool IsDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto number = [&](std::size_t at, std::size_t size, auto& out) {
    const char* end = text.data() + at + size;
    return std::from_chars(text.data() + at, end, out).ptr == end;
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day) || year < 0) return false;
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month),
                                     std::chrono::day(day))
      .ok();
}

bool IsExpired(const Accepted& accepted, std::string_view today) {
  return !accepted.expires.empty() && accepted.expires < today;
}

std::string ToToml(const Accepted& accepted) {
  std::string text = "[[accepted]]\n";
  const auto line = [&](std::string_view key, std::string_view value) {
    text += fmt::format("{} = {}\n", key, TomlQuoted(value));
  };
  line("id", accepted.id);
  line("native", accepted.native);
  line("port", accepted.port);
  line("law", accepted.law);
  for (const auto& [key, value] :
       {std::pair{"class", &accepted.difference}, std::pair{"blamed", &accepted.blamed},
        std::pair{"raises", &accepted.raises}, std::pair{"at", &accepted.path},
        std::pair{"types", &accepted.types}})
    if (!value->empty()) line(key, *value);
  line("call", accepted.call);
  if (!accepted.when.empty()) line("when", accepted.when);
  if (accepted.alone) text += "alone = true\n";
  if (accepted.varieties.any()) line("seen", ToText(accepted.varieties));
  line("reason", accepted.reason);
  if (!accepted.expires.empty()) text += "expires = " + accepted.expires + "\n";
  line("case", Hex(accepted.encoded_case));
  if (accepted.prefix.empty()) return text;
  text += "prefix = [";
  for (std::size_t i = 0; i < accepted.prefix.size(); ++i)
    text += (i ? ", " : "") + TomlQuoted(Hex(accepted.prefix[i]));
  return text + "]\n";
}

Result<std::vector<Accepted>> LoadAccepted(const fs::path& file) {
  const auto source = Present(file);
  if (!source) return source.error();
  return ReadEntries(*source);
}

Result<void> AppendAccepted(const fs::path& file, const Accepted& accepted) {
  auto source = Present(file);
  if (!source) return source.error();
  const auto entries = ReadEntries(*source);
  if (!entries) return entries.error();
  for (const Accepted& entry : *entries)
    if (entry.id == accepted.id)
      return Error{Error::Kind::kUsage,
                   fmt::format("{} is accepted already", accepted.id),
                   entry.where,
                   "edit that entry",
                   {}};
  std::string added = source->text.empty() ? std::string(kHeading) : std::string();
  if (!source->text.empty() && !source->text.ends_with('\n')) added += '\n';
  added += '\n' + ToToml(accepted);
  // `accepted = [...]` written inline cannot be added to from behind: find out before writing.
  source->text += added;
  if (const auto whole = ReadEntries(*source); !whole) return whole.error();
  return AppendText(file, added);
}

}  // namespace lockstep
