#include "harness/pipeline/callee.h"

namespace lockstep {

std::string CalleeOf(const std::string& target) {
  const auto colon = target.find(':');
  const auto qualname = colon == std::string::npos ? target : target.substr(colon + 1);
  const auto dot = qualname.rfind('.');
  return dot == std::string::npos ? qualname : qualname.substr(dot + 1);
}

}  // namespace lockstep
