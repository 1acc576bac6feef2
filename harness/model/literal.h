// Atoms as Python literals, spelled as repr() does where that can be pasted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lockstep {

// 'caf\u00e9' as itself, lone surrogates and what is not printable as escapes.
std::string StrLiteral(std::string_view generalised_utf8);

// b'\x00a'
std::string BytesLiteral(std::string_view bytes);

// 0.1, -0.0, float('nan'), float('-inf'). A NaN with another payload is unpacked from its
// bytes: struct.unpack('>d', b'\x7f\xf8...')[0].
std::string FloatLiteral(std::uint64_t bits);

// Decimal, or hexadecimal beyond the 4,300 digits that Python reads.
std::string IntLiteral(bool negative, std::string_view magnitude);

}  // namespace lockstep
