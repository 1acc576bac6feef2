// An interpreter by a bare name, as a shell would find it.
#pragma once

#include <string>

namespace lockstep {

// `name` where it has a slash; else the first executable of that name in PATH; else `name`, for
// whoever starts it to say that there is none.
std::string InterpreterPath(const std::string& name);

// The interpreter where none is named: that of the active virtual environment (VIRTUAL_ENV), if
// there is one; empty: there is none.
std::string ActiveInterpreter();
std::string DefaultInterpreter();
inline constexpr const char* kDefaultPythonText = "$VIRTUAL_ENV's, else /usr/bin/python3";

}  // namespace lockstep
