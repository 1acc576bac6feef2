#include "harness/cli/stored_finding.h"

#include <sstream>

#include "harness/cli/option.h"
#include "harness/cli/registrations.h"
#include "harness/manifest/interpreter_path.h"
#include "harness/manifest/port_reader.h"
#include "harness/manifest/target.h"
#include "harness/model/aliases.h"
#include "harness/pipeline/learn/inventory.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// The manifest that was named or lies here; else one without ports, for this directory.
Result<Manifest> ManifestHere(const StoredOptions& options, const fs::path& directory) {
  std::error_code code;
  const bool named = !options.manifest.empty();
  if (named || fs::exists(directory / "lockstep.toml", code)) {
    auto manifest = ManifestNamed(named ? options.manifest : "lockstep.toml", directory);
    if (!manifest) return manifest;
    const auto python = InterpreterPath(options.python.value_or(manifest->python));
    if (auto learned = LearnRegistrations(*manifest, python); !learned) return learned.error();
    if (options.state) manifest->state = directory / *options.state;
    return manifest;
  }
  Manifest manifest;
  manifest.python = DefaultInterpreter();
  manifest.path = {directory.string()};
  manifest.state = directory / options.state.value_or(manifest.state.string());
  manifest.accepted = directory / "lockstep.accepted.toml";
  return manifest;
}

Result<Stored> StoredCase(const std::string& id, const Manifest& manifest,
                          const fs::path& directory) {
  std::error_code code;
  if (const fs::path file = directory / id; fs::is_regular_file(file, code))
    return Corpus::FromFile(file);
  const fs::path kept = manifest.state / "corpus";
  if (!fs::is_directory(kept, code))
    return Error{Error::Kind::kUsage,
                 "nothing has been stored here",
                 kept.string(),
                 "name the run's --state DIR, or its --manifest",
                 {}};
  const auto corpus = Corpus::Open(kept);
  return corpus ? corpus->Find(id) : corpus.error();
}

// "heapq:nsmallest@pypy3": the interpreter that was meant, of those that are named.
std::string InterpreterMeant(const std::string& called, const std::string& named) {
  const auto at = called.rfind('@');
  if (at == std::string::npos) return named;
  const std::string meant = called.substr(at + 1);
  std::istringstream list(named);
  for (std::string one; std::getline(list, one, ',');)
    if (fs::path(one).filename() == meant) return one;
  return meant;
}

// The port of a manifest that the case was found for, also as a function of a whole module.
std::optional<Claim> Declared(const Signature& signature, const Manifest& manifest) {
  for (const Claim& port : manifest.ports)
    if (port.native == signature.native && port.called() == signature.port) return port;
  std::vector<Claim> members;
  for (const Claim& port : manifest.ports)
    if (auto member = PortOfMember(port, signature.native)) members.push_back(*member);
  TellApart(members);
  for (const Claim& member : members)
    if (member.called() == signature.port) return member;
  return std::nullopt;
}

Claim ClaimOf(const Stored& stored, const Manifest& manifest, const StoredOptions& options,
              const fs::path& directory) {
  if (auto claim = Declared(stored.signature, manifest)) {
    claim->declared.stateful = stored.stateful;  // the manifest may leave it to be learned
    return *claim;
  }
  const std::string& called = stored.signature.port;
  const std::string target = called.substr(0, called.rfind('@'));
  Claim port;
  port.native = stored.signature.native;
  if (target != port.native) port.port = target;
  if (target != called) port.alias = called;
  port.python = InterpreterPath(options.python.value_or(manifest.python));
  port.port_python = InterpreterPath(InterpreterMeant(called, options.port_python.value_or("")));
  port.command = WordsOf(options.command.value_or(""));
  port.library = options.library.value_or("");
  port.path = manifest.path;
  port.codecs = manifest.codecs;
  port.declared.stateful = stored.stateful;
  port.observe = stored.observe;
  port.where = "stored case";
  Complete(port);
  Settle(port, directory);
  return port;
}

}  // namespace

void AddStoredOptions(CLI::App& command, StoredOptions& options) {
  AddOption(command, {.name = "FINDING-ID",
                      .place = &options.id,
                      .text = "as a report prints it, or a file of the corpus",
                      .type = "",
                      .required = true});
  AddOption(command,
            {"--manifest", &options.manifest, "the manifest of the run", "FILE", "lockstep.toml"});
  AddOption(command, {"--state", &options.state, "where the corpus is kept", "DIR", ".lockstep"});
  AddOption(command, {"--python", &options.python, "the interpreter native lives in", "EXE"});
  AddOption(command,
            {"--port-python", &options.port_python, "the interpreter the port lives in", "EXE"});
  AddOption(command, {"--command", &options.command, "the program that stands in", "TEXT"});
  AddOption(command, {"--library", &options.library, "the native code that stands in", "FILE"});
}

Result<StoredFinding> FindStored(const StoredOptions& options, const fs::path& directory) {
  auto manifest = ManifestHere(options, directory);
  if (!manifest) return manifest.error();
  auto stored = StoredCase(options.id, *manifest, directory);
  if (!stored) return stored.error();
  Claim claim = ClaimOf(*stored, *manifest, options, directory);
  return StoredFinding{std::move(*stored), std::move(*manifest), std::move(claim)};
}

}  // namespace lockstep
