// What the fields of a composite item must be, and where a Value keeps them.
//
// Composites are arrays behind a tag. A decoder reads the array's items first, whatever
// they are; FoldFields then checks them against FORMAT.md and moves them to their places.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/model/value.h"

namespace lockstep::wire {

// The kind that a tag over an array stands for; nullopt for all other tags.
std::optional<Value::Kind> CompositeOf(std::uint64_t tag);

// `value.items` are the array's items, `value.kind` the composite's kind. Null when they are
// as FORMAT.md says, else what is wrong.
const char* FoldFields(Value& value);

}  // namespace lockstep::wire
