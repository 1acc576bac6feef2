// Text made of pieces: letters of an alphabet, or tokens. What str, bytes and bytearray have in
// common.
#pragma once

#include <string>
#include <vector>

namespace lockstep {

// Whether the text can be cut into tokens.
bool IsOfTokens(const std::vector<std::string>& tokens, const std::string& text);

}  // namespace lockstep
