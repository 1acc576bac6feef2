// Whether what depends on other arguments fits them: an index within its list.
#pragma once

#include <map>
#include <string>

#include "harness/model/domain.h"

namespace lockstep {

using ArgumentsByName = std::map<std::string, Value>;

// The value is in the domain already.
bool Fits(const Domain& domain, const Value& value, const ArgumentsByName& arguments);

}  // namespace lockstep
