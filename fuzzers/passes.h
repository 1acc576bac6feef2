// The passes of the shrinker, in the order in which they run. Each goes over the current case
// once and takes every step down that it finds; one file each in fuzzers/passes.
#pragma once

#include "fuzzers/shrinking.h"

namespace lockstep {

void DropOperations(Shrinking& shrinking);  // of a sequence: long spans first
void MakeAnew(Shrinking& shrinking);        // what an operation gave is constructed instead
void DropArguments(Shrinking& shrinking);   // optional, keyword and variadic ones
void TakeSimplest(Shrinking& shrinking);    // a value becomes the simplest of its domain
void DeleteSpans(Shrinking& shrinking);     // of containers and text: large ones first
void Hoist(Shrinking& shrinking);           // a container becomes one of its elements
void Merge(Shrinking& shrinking);           // two neighbouring containers become one
void LowerNumbers(Shrinking& shrinking);    // toward zero
void SimplifyFloats(Shrinking& shrinking);  // integral, fewer digits, the canonical NaN
void LowerTogether(Shrinking& shrinking);   // equal values at once
void Redistribute(Shrinking& shrinking);    // one number grows so that another may vanish
void SimplifyText(Shrinking& shrinking);    // simpler characters
void SortElements(Shrinking& shrinking);
void Unshare(Shrinking& shrinking);           // a copy in place of the same object
void TakeAlternatives(Shrinking& shrinking);  // other members of OneOf, Expr, unions

}  // namespace lockstep
