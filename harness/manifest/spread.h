// One [[port]] table may name several ports of its native in `ports`, several interpreters in
// `port_python`, and all functions of `modules`. Spread, it is as many tables, each of one port,
// and is read like any other.
#pragma once

#include <vector>

#include "harness/manifest/toml_tree.h"
#include "harness/model/result.h"

namespace lockstep {

// Each value keeps the place where it was written. With both lists: every port in every
// interpreter.
Result<std::vector<TomlValue>> Spread(const TomlValue& table, const SourceText& source);

}  // namespace lockstep
