// bytes and bytearray: any, of an alphabet, of tokens, of a grammar.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kBytesHandling;
extern const Handling kByteArrayHandling;

}  // namespace lockstep
