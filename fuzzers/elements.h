// What iterating over a value gives, and whether parts of it are shared.
#pragma once

#include <vector>

#include "harness/model/value.h"

namespace lockstep {

// The elements of a sequence or set, the keys of a dict, the characters of a text; else none.
std::vector<Value> ElementsOf(const Value& value);

// Whether a label or a reference is in it.
bool HasSharing(const Value& value);

}  // namespace lockstep
