#include "harness/pipeline/run/homes.h"

namespace lockstep {

std::vector<std::string> HomesOf(const Loaded& native, const Loaded* other) {
  std::vector<std::string> homes = native.modules;
  if (other != nullptr) homes.insert(homes.end(), other->modules.begin(), other->modules.end());
  return homes;
}

}  // namespace lockstep
