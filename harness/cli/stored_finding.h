// The options of `replay` and `accept`, which both begin with a stored case, and how to find it.
#pragma once

#include <optional>
#include <string>

#include "corpora/corpus.h"
#include "harness/manifest/target.h"
#include "harness/model/manifest.h"
#include "harness/model/result.h"

namespace CLI {
class App;
}

namespace lockstep {

struct StoredOptions {
  std::string id;        // of the finding or the case, a unique prefix of either, or a file
  std::string manifest;  // a file or directory; empty: the current directory's, if there is one
  std::optional<std::string> state, python, port_python, command, library;
};

void AddStoredOptions(CLI::App& command, StoredOptions& options);

struct StoredFinding {
  Stored stored;
  Manifest manifest;
  Claim claim;  // the manifest's claim about this pair, or a default one
};

Result<StoredFinding> FindStored(const StoredOptions& options,
                                 const std::filesystem::path& directory);

}  // namespace lockstep
