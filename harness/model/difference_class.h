// The classes of difference: how an expected and an actual value part (Violated::difference).
#pragma once

#include <span>
#include <string_view>

namespace lockstep {

// Every class that the oracles of this build name.
std::span<const std::string_view> DifferenceClasses();
bool IsDifferenceClass(std::string_view name);
// Of a call that one side did not survive: "crash" and "timeout".
bool IsFatal(std::string_view difference);

}  // namespace lockstep
