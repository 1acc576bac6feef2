// str: plain, nasty, of an alphabet, of tokens, of a grammar.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kStrHandling;

}  // namespace lockstep
