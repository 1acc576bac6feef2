// How a target is spelled in a call.
#pragma once

#include <string>

namespace lockstep {

// "heapq:nsmallest" is nsmallest, "builtins:str.upper" is upper.
std::string CalleeOf(const std::string& target);

}  // namespace lockstep
