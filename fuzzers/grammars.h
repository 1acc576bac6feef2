// Small grammars for text that some functions read: JSON, dates, numbers, markup, ...
//
// What they give is near-valid on purpose: mostly well formed, and now and then damaged.
#pragma once

#include <string>
#include <string_view>

#include "fuzzers/chance.h"

namespace lockstep {

// Appends a text of the named grammar (a name that the domain parser accepts).
void AppendFromGrammar(std::string_view grammar, Chance& chance, int size, std::string& text);

}  // namespace lockstep
