// Small grammars for text that some functions read: JSON, dates, numbers, markup, ...
//
// What they give is near-valid on purpose: mostly well formed, and now and then damaged.
#pragma once

#include <string>
#include <string_view>

#include "fuzzers/chance.h"
#include "harness/model/grammar.h"

namespace lockstep {

// Appends a text of the named grammar (a name that the domain parser accepts). `own`: the rules of
// a manifest, which stand before the built-in ones; null: none.
void AppendFromGrammar(std::string_view grammar, const Grammar* own, Chance& chance, int size,
                       std::string& text);

}  // namespace lockstep
