// [lockstep.grammars] of a manifest.
#pragma once

#include <memory>

#include "harness/manifest/field.h"
#include "harness/model/grammar.h"

namespace lockstep {

// A name is what `args` calls the text by, and other rules as <name>. Refused, where it stands: a
// name that is a type's or none, a rule without alternatives, a reference to no rule, bytes inside
// text, and last alternatives that lead in a circle.
Result<void> ReadGrammars(const Field& table, std::shared_ptr<const Grammar>& out);

}  // namespace lockstep
