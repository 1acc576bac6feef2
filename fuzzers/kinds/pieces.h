// Text made of pieces: letters of an alphabet, tokens, what a grammar says. What str, bytes and
// bytearray have in common.
#pragma once

#include <string>
#include <vector>

#include "fuzzers/draw.h"
#include "harness/model/domain.h"

namespace lockstep {

// Whether the text can be cut into tokens.
bool IsOfTokens(const std::vector<std::string>& tokens, const std::string& text);

// How many texts there are of pieces; `letters` is the size of the alphabet.
std::size_t TextsOf(const Domain& domain, std::size_t letters);

// What the shortest text of the domain repeats.
std::string SimplestPiece(const Domain& domain);

// Each token as a value.
std::vector<Value> TokensAs(const Domain& domain, Value (*make)(std::string token));

inline constexpr char kPlainLetters[] = "aab01AZz _-.,x9";

// A length within the shape's, by size and depth.
std::size_t TextLength(const TextShape& shape, Draw& draw);

// To draw.scratch: pieces, or a text of the grammar, as the compiled domain says.
bool AppendPieces(const CompiledDomain& compiled, Draw& draw);  // false: it says neither

// Lengths, tokens and grammar; the letters of the alphabet are cut apart by who knows them.
TextShape& PreparePieces(const Domain& domain, CompiledDomain& compiled);

}  // namespace lockstep
