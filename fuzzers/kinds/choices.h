// OneOf, Expr and Callable: one of those that are listed, or an expression of a grammar.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kOneOfHandling;
extern const Handling kExprHandling;
extern const Handling kCallableHandling;

}  // namespace lockstep
