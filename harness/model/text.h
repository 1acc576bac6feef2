// Text as code points: generalised UTF-8, in which a lone surrogate is its three bytes.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// One element per code point; bytes that are no UTF-8 stand for themselves, as 0x110000 + byte.
std::u32string CodePoints(std::string_view text);

void AppendCodePoint(std::string& text, char32_t point);

std::string FromCodePoints(std::u32string_view points);

}  // namespace lockstep
