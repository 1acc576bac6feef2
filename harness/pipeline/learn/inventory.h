// The inventory of a module: its public functions, and which of them can be driven. Ports that
// stand for whole modules ("math:*") become a port for each function by it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/claim.h"
#include "harness/model/result.h"
#include "harness/model/scan.h"
#include "harness/pipeline/workshop.h"

namespace lockstep {

// "math:*", "builtins:str.*"
bool IsWholeModule(const std::string& target);

// The port of one function of a whole module: "math:*" for "math:gcd". nullopt: it is in another
// module.
std::optional<Claim> PortOfMember(const Claim& whole, const std::string& native);

// Ports of whole modules replaced by one for each public function and class, in the order of names.
// A function that another port of the same kind names is left to that one, and so is what `wanted`
// does not want. An Error when a module cannot be listed.
using Wanted = std::function<bool(const Claim&)>;
Result<std::vector<Claim>> Expanded(const std::vector<Claim>& ports, const Wanted& wanted,
                                    const Workshop& workshop);

struct ScanOrder {
  Claim
      port;  // of the whole module, "math:*"; what it is held against, where it is no native itself
  std::size_t jobs = 1;
};

// Every public function is tried: its domain is inferred as a check would.
Result<Scan> ScanModule(const ScanOrder& order, const Workshop& workshop,
                        const std::function<bool()>& should_stop);

}  // namespace lockstep
