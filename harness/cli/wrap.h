// Prose for a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lockstep {

inline constexpr std::size_t kPageWidth = 100;  // characters of a line

// Breaks `text` at blanks into lines of at most `width` characters; every line but the first
// begins with `indent` blanks, which count. `column` is where the first one begins.
std::string Wrapped(std::string_view text, std::size_t column, std::size_t indent,
                    std::size_t width);

}  // namespace lockstep
