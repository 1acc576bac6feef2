// The first lines of a script: what it is about, and what its exit status says.
#pragma once

#include <string>

namespace lockstep {

// Two sides that are called alike are one. `law` as SpokenLaw tells it.
std::string Heading(const std::string& left, const std::string& right, const std::string& law);

// `the law "value"`.
std::string SpokenLaw(const std::string& law);

}  // namespace lockstep
