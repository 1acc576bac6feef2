// Whether values differ as Python compares them: what dicts, sets and Unique() ask for.
#pragma once

#include <cstddef>

#include "harness/model/value.h"

namespace lockstep {

// Of the first `count` items every `stride`-th.
bool AllDiffer(const Value& value, std::size_t stride, std::size_t count);

// Every `stride`-th item is hashable, and no two are equal: the keys of a dict (2), the elements of
// a set (1).
bool KeysFit(const Value& value, std::size_t stride);

}  // namespace lockstep
