// An object that is told by how it shows: tag 27 over `parts`, of which `<shown>` is the first
// (FORMAT.md). In projections alone.
#pragma once

#include "harness/model/value.h"

namespace lockstep {

inline constexpr const char* kShown = "<shown>";

inline bool ShowsItself(const Value& value) {
  return value.kind == Value::Kind::kObject && value.items.size() == 2 &&
         value.items[0].text == "parts" && value.items[1].items.size() >= 2 &&
         value.items[1].items[0] == Value::Str(kShown);
}

}  // namespace lockstep
