// bytes and bytearray: any, of an alphabet, of tokens, of a grammar.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kBytesHandling;
extern const Handling kByteArrayHandling;

// Fresh ones.
void WriteBytes(const CompiledDomain& compiled, Draw& draw);
void WriteByteArray(const CompiledDomain& compiled, Draw& draw);

}  // namespace lockstep
