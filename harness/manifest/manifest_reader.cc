#include "harness/manifest/manifest_reader.h"

#include <fmt/format.h>

#include "harness/manifest/field.h"
#include "harness/manifest/grammar_reader.h"
#include "harness/manifest/interpreter_path.h"
#include "harness/manifest/port_reader.h"
#include "harness/manifest/spread.h"
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

// A directory that is not there is why a module is not found: better said here than there.
Result<void> ReadPath(const Field& field, Manifest& manifest) {
  if (auto read = field.Read(manifest.path); !read) return read;
  const fs::path directory = fs::absolute(manifest.file).parent_path();
  std::error_code code;
  for (const TomlValue& entry : field.value().items)
    if (!fs::exists(directory / entry.text, code))
      return field.source.At(entry.begin, Width(entry),
                             fmt::format("there is no directory \"{}\"", entry.text),
                             "path is relative to the manifest");
  return {};
}

constexpr Key<Manifest> kSettingsKeys[] = {
    {"python", ReadPython},
    {"path", ReadPath},
    {"codecs", [](const Field& field, Manifest& m) { return ReadModules(field, m.codecs); }},
    {"grammars", [](const Field& field, Manifest& m) { return ReadGrammars(field, m.grammars); }},
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
  const TomlValue* runs = nullptr;   // [lockstep], or [tool.lockstep] itself
  const TomlEntry* ports = nullptr;  // [[port]]
};

Result<void> ReadSettings(const TomlValue& table, const SourceText& source, Manifest& manifest) {
  TomlValue runs = table;
  std::erase_if(runs.entries, [](const TomlEntry& entry) { return entry.key == "port"; });
  return ReadTable(runs, source, kSettingsKeys, manifest);
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
    halves.runs = &entry.value;
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
  manifest.python = DefaultInterpreter();
  if (halves->runs)
    if (auto read = ReadSettings(*halves->runs, source, manifest); !read) return read.error();
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
