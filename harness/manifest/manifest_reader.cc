#include "harness/manifest/manifest_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/manifest/field.h"
#include "harness/manifest/port_reader.h"
#include "harness/manifest/refinement.h"
#include "harness/manifest/spread.h"
#include "harness/manifest/suggest.h"
#include "harness/manifest/type_names.h"
#include "harness/model/aliases.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

Result<void> ReadSettingsCases(const Field& field, Manifest& manifest) {
  if (auto read = field.Read(manifest.cases); !read) return read;
  if (manifest.cases == 0) return field.AtValue("cases must be at least 1");
  return {};
}

Result<void> ReadFilePath(const Field& field, fs::path& out) {
  std::string text;
  if (auto read = field.Read(text); !read) return read;
  if (text.empty()) return field.AtValue(fmt::format("{} must not be empty", field.entry.key));
  out = text;
  return {};
}

Result<void> ReadPython(const Field& field, Manifest& manifest) {
  fs::path python;
  auto read = ReadFilePath(field, python);
  if (read) manifest.python = python.string();
  return read;
}

Result<void> ReadModules(const Field& field, std::vector<std::string>& out) {
  if (auto read = field.Read(out); !read) return read;
  for (const std::string& module : out)
    if (module.empty() || module.find(':') != std::string::npos)
      return field.AtValue(
          fmt::format("{} \"{}\" is not the name of a module", field.entry.key, module),
          fmt::format("write modules, as in [\"mypkg.lockstep_{}\"]", field.entry.key));
  return {};
}

// The rules that an alternative refers to, `<<>` among them as "<"; and where, in bytes. What is
// not closed has an empty name.
struct Reference {
  std::string_view name;
  std::size_t offset = 0;
};

std::vector<Reference> ReferencesIn(std::string_view alternative) {
  std::vector<Reference> all;
  for (auto open = alternative.find('<'); open != std::string_view::npos;) {
    const auto close = alternative.find('>', open);
    const bool closed = close != std::string_view::npos;
    all.push_back({closed ? alternative.substr(open + 1, close - open - 1) : "", open});
    open = closed ? alternative.find('<', close) : close;
  }
  return all;
}

bool IsNameOfRule(std::string_view name) {
  const auto is_letter = [](char letter) {
    return letter == '_' || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char letter) {
           return is_letter(letter) || (letter >= '0' && letter <= '9');
         });
}

// Reads [lockstep.grammars]: a name is what `args` calls the text by, and other rules as <name>.
class GrammarReader {
 public:
  explicit GrammarReader(const Field& table) : table_(table) {}

  Result<void> Read(std::shared_ptr<const Grammar>& out) {
    if (table_.value().kind != TomlValue::Kind::kTable)
      return table_.WrongType("a table of rules and their alternatives");
    for (const TomlEntry& entry : table_.value().entries)
      if (auto read = ReadRule({entry, table_.source}); !read) return read;
    for (const TomlEntry& entry : table_.value().entries)
      for (const TomlValue& alternative : entry.value.items)
        if (auto read = CheckReferences(entry.key, alternative); !read) return read;
    if (auto read = CheckEnds(); !read) return read;
    out = std::make_shared<const Grammar>(std::move(grammar_));
    return {};
  }

 private:
  Result<void> ReadRule(const Field& field) {
    const std::string& name = field.entry.key;
    if (!IsNameOfRule(name))
      return field.AtKey(fmt::format("\"{}\" is not the name of a grammar", name),
                         "write letters, digits and _");
    if (IsTaken(name))
      return field.AtKey(fmt::format("\"{}\" is the name of a type", name), "take another name");
    GrammarRule& rule = grammar_.rules.emplace_back(GrammarRule{name, {}});
    if (auto read = field.Read(rule.alternatives); !read) return read;
    if (!rule.alternatives.empty()) return {};
    return field.AtValue(fmt::format("{} has no alternative", name),
                         "write texts, as in [\"a\", \"b<digits>\"]");
  }

  Result<void> CheckReferences(const std::string& rule, const TomlValue& alternative) const {
    const auto refused = [&](const Reference& at, std::string what, std::string next_step) {
      const Place place = PlaceInside(table_.source, alternative, at.offset);
      const auto width = at.name.empty() ? 1 : CharacterCount(at.name) + 2;
      return table_.source.At(place, width, std::move(what), std::move(next_step));
    };
    for (const Reference& at : ReferencesIn(alternative.text)) {
      if (at.name == "<") continue;
      if (at.name.empty())
        return refused(at, "no rule is named behind this <", "write <<> for the character <");
      if (!IsKnown(at.name)) {
        const std::string suggestion = DidYouMean(at.name, Known());
        return refused(at, fmt::format("there is no rule \"{}\"", at.name),
                       suggestion.empty() ? "write <<> for the character <" : suggestion);
      }
      if (IsOfBytes(at.name) && !IsOfBytes(rule))
        return refused(at, fmt::format("{} is of bytes, and {} of text", at.name, rule),
                       fmt::format("call it {}Bytes", rule));
    }
    return {};
  }

  // A text that grows too deep takes last alternatives: these must not lead in a circle.
  Result<void> CheckEnds() const {
    std::set<std::string_view> endless;
    for (const GrammarRule& rule : grammar_.rules) endless.insert(rule.name);
    const auto ends = [&](const GrammarRule& rule) {
      const auto references = ReferencesIn(rule.alternatives.back());
      return std::none_of(references.begin(), references.end(),
                          [&](const Reference& at) { return endless.contains(at.name); });
    };
    for (std::size_t before = 0; before != endless.size();) {
      before = endless.size();
      for (const GrammarRule& rule : grammar_.rules)
        if (ends(rule)) endless.erase(rule.name);
    }
    for (const TomlEntry& entry : table_.value().entries) {
      if (!endless.contains(entry.key)) continue;
      const TomlValue& last = entry.value.items.back();
      return table_.source.At(
          last.begin, Width(last),
          fmt::format("the last alternative of {} leads back to itself, so texts never end",
                      entry.key),
          "put one last that ends");
    }
    return {};
  }

  bool IsKnown(std::string_view name) const {
    const auto known = Known();
    return std::find(known.begin(), known.end(), name) != known.end();
  }

  std::vector<std::string_view> Known() const {
    auto known = BuiltInRules();
    for (const GrammarRule& rule : grammar_.rules) known.push_back(rule.name);
    return known;
  }

  const Field& table_;
  Grammar grammar_;
};

constexpr Key<Manifest> kSettingsKeys[] = {
    {"python", ReadPython},
    {"path", [](const Field& field, Manifest& m) { return field.Read(m.path); }},
    {"codecs", [](const Field& field, Manifest& m) { return ReadModules(field, m.codecs); }},
    {"grammars",
     [](const Field& field, Manifest& m) { return GrammarReader(field).Read(m.grammars); }},
    {"registrations",
     [](const Field& field, Manifest& m) { return ReadModules(field, m.registrations); }},
    {"cases", ReadSettingsCases},
    {"examples", [](const Field& field, Manifest& m) { return field.Read(m.examples); }},
    {"seed", [](const Field& field, Manifest& m) { return field.Read(m.seed); }},
    {"state", [](const Field& field, Manifest& m) { return ReadFilePath(field, m.state); }},
    {"accepted", [](const Field& field, Manifest& m) { return ReadFilePath(field, m.accepted); }},
};

// A document's two halves, wherever the file keeps them.
struct Halves {
  const TomlValue* settings = nullptr;  // [lockstep], or [tool.lockstep] itself
  const TomlEntry* ports = nullptr;     // [[port]]
};

Result<void> ReadSettings(const TomlValue& table, const SourceText& source, Manifest& manifest) {
  TomlValue settings = table;
  std::erase_if(settings.entries, [](const TomlEntry& entry) { return entry.key == "port"; });
  return ReadTable(settings, source, kSettingsKeys, manifest);
}

void MakeAbsolute(Manifest& manifest, const fs::path& directory) {
  const auto absolute = [&](const fs::path& path) {
    const fs::path whole = (directory / path).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();  // "." leaves a slash behind
  };
  for (std::string& entry : manifest.path) entry = absolute(entry).string();
  manifest.state = absolute(manifest.state);
  manifest.accepted = absolute(manifest.accepted);
  // A bare name is looked up in PATH; anything with a slash is a file.
  if (manifest.python.find('/') != std::string::npos) manifest.python = absolute(manifest.python);
}

Result<void> ReadPorts(const TomlEntry& entry, const SourceText& source, const fs::path& directory,
                       Manifest& manifest) {
  const Field field{entry, source};
  if (entry.value.kind != TomlValue::Kind::kArray)
    return field.AtKey("\"port\" is a list of tables", "write [[port]]");
  for (const TomlValue& table : entry.value.items) {
    if (table.kind != TomlValue::Kind::kTable)
      return source.At(table.begin, Width(table), "a port is a table", "write [[port]]");
    const auto tables = Spread(table, source);
    if (!tables) return tables.error();
    for (const TomlValue& one : *tables) {
      auto port = ReadPort(one, source, DefaultPort(manifest));
      if (!port) return port.error();
      if (port->port_python.find('/') != std::string::npos)
        port->port_python = (directory / port->port_python).lexically_normal();
      Settle(*port, directory);
      manifest.ports.push_back(std::move(*port));
    }
  }
  TellApart(manifest.ports);
  return {};
}

Result<Halves> HalvesOfLockstep(const TomlValue& document, const SourceText& source) {
  Halves halves;
  constexpr std::string_view kTop[] = {"lockstep", "port"};
  for (const TomlEntry& entry : document.entries) {
    if (entry.key != "lockstep" && entry.key != "port") return UnknownKey({entry, source}, kTop);
    if (entry.key == "port") halves.ports = &entry;
    if (entry.key != "lockstep") continue;
    if (entry.value.kind != TomlValue::Kind::kTable)
      return Field{entry, source}.WrongType("a table");
    halves.settings = &entry.value;
  }
  return halves;
}

Result<Halves> HalvesOfPyproject(const TomlValue& document, const SourceText& source) {
  const TomlEntry* tool = document.Find("tool");
  const TomlEntry* lockstep = tool ? tool->value.Find("lockstep") : nullptr;
  if (!lockstep || lockstep->value.kind != TomlValue::Kind::kTable)
    return Error{Error::Kind::kManifest, "has no [tool.lockstep]", source.name, {}, {}};
  return Halves{&lockstep->value, lockstep->value.Find("port")};
}

bool IsPyproject(const fs::path& file) { return file.filename() == "pyproject.toml"; }

Result<fs::path> ManifestFile(const fs::path& path) {
  std::error_code code;
  if (!fs::is_directory(path, code)) return path;
  for (const char* name : {"lockstep.toml", "pyproject.toml"})
    if (fs::exists(path / name, code)) return path / name;
  return Error{Error::Kind::kManifest,
               "has neither a lockstep.toml nor a pyproject.toml",
               path.string(),
               "name a manifest, or a function as module:qualname",
               {}};
}

Result<Manifest> Read(const TomlValue& document, const SourceText& source, const fs::path& file) {
  const auto halves =
      IsPyproject(file) ? HalvesOfPyproject(document, source) : HalvesOfLockstep(document, source);
  if (!halves) return halves.error();
  const fs::path directory = fs::absolute(file).parent_path();
  Manifest manifest;
  manifest.file = file;
  manifest.accepted = "lockstep.accepted.toml";
  if (halves->settings)
    if (auto read = ReadSettings(*halves->settings, source, manifest); !read) return read.error();
  MakeAbsolute(manifest, directory);
  if (halves->ports)
    if (auto read = ReadPorts(*halves->ports, source, directory, manifest); !read)
      return read.error();
  if (manifest.ports.empty() && manifest.registrations.empty())
    return Error{Error::Kind::kManifest, "declares no port", source.name, "add a [[port]]", {}};
  return manifest;
}

}  // namespace

Result<Manifest> LoadManifest(const fs::path& path) {
  const auto file = ManifestFile(path);
  if (!file) return file.error();
  const auto source = ReadSource(*file);
  if (!source) return source.error();
  const auto document = ParseToml(*source);
  if (!document) return document.error();
  return Read(*document, *source, *file);
}

}  // namespace lockstep
