#include "harness/manifest/target.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fnmatch.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <sstream>

#include "harness/manifest/contract_reader.h"
#include "harness/manifest/domain_parser.h"
#include "harness/manifest/interpreter_path.h"
#include "harness/manifest/manifest_reader.h"
#include "harness/manifest/port_reader.h"
#include "harness/manifest/source_text.h"
#include "harness/manifest/suggest.h"
#include "harness/model/aliases.h"
#include "harness/model/law.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

Error Usage(std::string what, std::string next_step = {}) {
  return {Error::Kind::kUsage, std::move(what), {}, std::move(next_step), {}};
}

bool IsObject(const std::string& text) {
  return text.find(':') != std::string::npos && !text.ends_with(".toml");
}

bool IsDotted(const std::string& text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string::npos && !text.ends_with(".toml") &&
         std::all_of(text.begin(), text.end(), [](unsigned char letter) {
           return std::isalnum(letter) != 0 || letter == '_' || letter == '.' || letter >= 0x80;
         });
}

// "mypkg:f,other:f": several ports of one native. One empty name where nothing is said.
std::vector<std::string> AtCommas(const std::optional<std::string>& list) {
  std::vector<std::string> names;
  std::istringstream stream(list.value_or(""));
  for (std::string name; std::getline(stream, name, ',');)
    if (!name.empty()) names.push_back(name);
  if (names.empty()) names.emplace_back();
  return names;
}

// A module is named together with what stands in for it: all of its functions, "statistics:*".
Target WithWholeModules(Target target) {
  const bool compared = target.native_only || target.port || target.port_python;
  if (IsObject(target.text) || !compared || !IsDotted(target.text)) return target;
  target.text += ":*";
  if (!target.port) return target;
  std::string ports;
  for (const std::string& port : AtCommas(target.port))
    ports += (ports.empty() ? "" : ",") + (IsDotted(port) ? port + ":*" : port);
  target.port = ports;
  return target;
}

Result<void> ReadArguments(const std::string& text, Claim& port) {
  auto parameters = ParseParameters(text);
  if (!parameters) {
    const Error& error = parameters.error();
    const std::size_t offset = std::strtoull(error.where.c_str(), nullptr, 10);
    const SourceText source{"--args", text};
    const Place place{1, 1 + CharacterCount(std::string_view(text).substr(0, offset))};
    const auto carets = std::count(error.excerpt.begin(), error.excerpt.end(), '^');
    return source.At(place, static_cast<std::size_t>(carets), error.what, error.next_step);
  }
  port.declared.parameters = std::move(*parameters);
  port.declared.parameters_text = text;
  port.inferred = false;
  return {};
}

Result<Claim> OnePort(const Target& target, const std::string& name, const std::string& python,
                      const Manifest& manifest, const fs::path& directory) {
  Claim port = DefaultPort(manifest);
  port.native = target.text;
  port.port = name;
  port.port_python = python;
  port.command = WordsOf(target.command.value_or(""));
  port.library = target.library.value_or("");
  port.where = "command line";
  port.inferred = true;
  for (const std::string* object : {&port.native, &port.port}) {
    const std::string why = object->empty() ? std::string() : WhyNotAnObject(*object);
    if (!why.empty()) return Usage(fmt::format("\"{}\" {}", *object, why), "write module:qualname");
  }
  if (target.args)
    if (auto read = ReadArguments(*target.args, port); !read) return read.error();
  if (const std::string why = WhyNotOnePort(port); !why.empty()) return Usage(why);
  Complete(port);
  Settle(port, directory);
  return port;
}

Result<Manifest> FromObject(const Target& target, const fs::path& directory) {
  const bool stands_in = target.port || target.port_python || target.command || target.library;
  if (target.native_only && stands_in) return Usage("--native-only leaves no room for a port");
  if (!target.native_only && !stands_in)
    return Usage(fmt::format("what stands in for {}?", target.text),
                 "add --port module:qualname, --port-python EXE, --command TEXT, --library FILE, "
                 "or --native-only");
  Manifest manifest;
  manifest.path = {directory.string()};
  manifest.state = directory / manifest.state;
  manifest.accepted = directory / "lockstep.accepted.toml";
  manifest.python = target.python.value_or(DefaultInterpreter());
  if (target.cases) manifest.cases = *target.cases;
  for (const std::string& name : AtCommas(target.port))
    for (const std::string& python : AtCommas(target.port_python)) {
      auto port = OnePort(target, name, python, manifest, directory);
      if (!port) return port.error();
      manifest.ports.push_back(std::move(*port));
    }
  TellApart(manifest.ports);
  return manifest;
}

Result<Manifest> FromFile(const Target& target, const fs::path& directory) {
  const std::pair<const char*, bool> misplaced[] = {{"--port", target.port.has_value()},
                                                    {"--args", target.args.has_value()},
                                                    {"--command", target.command.has_value()},
                                                    {"--library", target.library.has_value()},
                                                    {"--native-only", target.native_only}};
  for (const auto& [option, given] : misplaced)
    if (given)
      return Usage(
          fmt::format("{} goes with a function, and \"{}\" is a manifest", option, target.text),
          "name the function as module:qualname");
  return ManifestNamed(target.text, directory);
}

Error NeitherFunctionNorManifest(const std::string& text) {
  return Usage(fmt::format("\"{}\" is neither a function nor a manifest", text),
               "write module:qualname, a .toml file, or a directory that holds one");
}

Result<void> Register(const Target& target, Manifest& manifest, const Registrar& registrar) {
  if (manifest.registrations.empty()) return {};
  if (!registrar) return NeitherFunctionNorManifest(target.text);
  return registrar(manifest, InterpreterPath(target.python.value_or(manifest.python)));
}

// A law by its name, a family by the names of its laws.
Result<std::vector<std::string>> LawsNamed(const std::vector<std::string>& wanted) {
  std::vector<std::string> names;
  for (const std::string& name : wanted) {
    const auto before = names.size();
    for (const Law& law : Laws())
      if (law.name == name || law.family == name) names.emplace_back(law.name);
    if (names.size() > before) continue;
    const std::string suggestion = DidYouMean(name, LawNames());
    return Usage(fmt::format("unknown law \"{}\"", name),
                 suggestion.empty() ? "`lockstep laws` lists them" : suggestion);
  }
  return names;
}

void Override(const Target& target, const fs::path& directory, Manifest& manifest) {
  for (Claim& port : manifest.ports) {
    const bool same = port.port_python == port.python;
    if (target.python) port.python = *target.python;
    if (target.python && same) port.port_python = *target.python;
    if (target.port_python && !IsObject(target.text) && port.kind == Claim::Kind::kInterpreter)
      port.port_python = *target.port_python;
    if (target.cases) port.cases = *target.cases;
  }
  for (Claim& port : manifest.ports) {
    port.python = InterpreterPath(port.python);
    port.port_python = InterpreterPath(port.port_python);
  }
  manifest.python = InterpreterPath(target.python.value_or(manifest.python));
  if (target.cases) manifest.cases = *target.cases;
  if (target.seed) manifest.seed = *target.seed;
  if (target.state) manifest.state = (directory / *target.state).lexically_normal();
}

}  // namespace

bool Matches(const std::string& glob, const std::string& text) {
  return fnmatch(glob.c_str(), text.c_str(), 0) == 0;
}

bool IsWanted(const Claim& port, const std::vector<std::string>& globs) {
  return globs.empty() || std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
           return Matches(glob, port.native) || Matches(glob, port.called()) ||
                  Matches(glob, port.name);
         });
}

Result<Manifest> ManifestNamed(const std::string& text, const fs::path& directory) {
  std::error_code code;
  const fs::path file = directory / text;
  if (fs::exists(file, code) || text.ends_with(".toml") || text.ends_with('/'))
    return LoadManifest(file);
  if (!IsDotted(text)) return NeitherFunctionNorManifest(text);
  Manifest manifest;
  manifest.python = DefaultInterpreter();
  manifest.path = {directory.string()};
  manifest.state = directory / manifest.state;
  manifest.accepted = directory / "lockstep.accepted.toml";
  manifest.registrations = {text};
  return manifest;
}

Result<Manifest> ManifestOf(const Target& named, const fs::path& directory,
                            const Registrar& registrar) {
  const Target target = WithWholeModules(named);
  auto manifest =
      IsObject(target.text) ? FromObject(target, directory) : FromFile(target, directory);
  if (!manifest) return manifest;
  if (auto registered = Register(target, *manifest, registrar); !registered)
    return registered.error();
  const auto laws = LawsNamed(target.laws);
  if (!laws) return laws.error();
  Override(target, directory, *manifest);
  // What becomes of a whole module is not known yet.
  std::erase_if(manifest->ports, [&](const Claim& port) {
    return !port.native.ends_with('*') && !IsWanted(port, target.only);
  });
  if (manifest->ports.empty())
    return Usage(
        fmt::format("no port of {} matches --only {}", target.text, fmt::join(target.only, ",")));
  for (Claim& port : manifest->ports) port.declared.contract.only_laws = *laws;
  return manifest;
}

}  // namespace lockstep
