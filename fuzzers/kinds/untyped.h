// What values of no declared type have in common as they are drawn: Any, PyObj and JSON.
#pragma once

#include "fuzzers/draw.h"

namespace lockstep {

// The kind without anything said about it.
const CompiledDomain& CompiledPlain(Domain::Kind kind);

// A container over the compiled domain itself.
void WriteOver(Domain::Kind container, const CompiledDomain& compiled, Draw& draw);

// Whether a container is drawn: deeper down it is rarer, so that the tree ends.
bool GoesDeeper(Draw& draw, std::uint64_t often);

}  // namespace lockstep
