// What the program is, and what it runs on.
#pragma once

#include <string>

namespace lockstep {

inline constexpr const char* kVersion = "0.1.0";

// "linux-x86_64": the operating system and the machine, without versions.
std::string Platform();

}  // namespace lockstep
