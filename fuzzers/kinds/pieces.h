// Text made of pieces: letters of an alphabet, or tokens. What str, bytes and bytearray have in
// common.
#pragma once

#include <string>
#include <vector>

#include "harness/model/domain.h"

namespace lockstep {

// Whether the text can be cut into tokens.
bool IsOfTokens(const std::vector<std::string>& tokens, const std::string& text);

// How many texts there are of pieces; `letters` is the size of the alphabet.
std::size_t TextsOf(const Domain& domain, std::size_t letters);

// What the shortest text of the domain repeats.
std::string SimplestPiece(const Domain& domain);

}  // namespace lockstep
