// A Scan is the inventory of a module: its public functions, and which of them can be driven.
#pragma once

#include <string>
#include <vector>

namespace lockstep {

struct ScannedFunction {
  std::string name, kind;  // "statistics:mean"; "function", "class", "async"
  std::string signature;   // "(data, weights=None)", or empty: not known
  std::string domain;      // drivable: the inputs, as `args` would say them
  std::string why;         // not drivable
  bool drivable = false;
  bool present = true;  // in the module it is held against
};

struct Scan {
  std::string module, against;             // "statistics"; empty: held against nothing
  std::vector<ScannedFunction> functions;  // by name
};

}  // namespace lockstep
