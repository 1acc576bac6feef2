// Text as a TOML basic string.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// With its quotes, on one line. Bytes that are not UTF-8 become "?": TOML cannot hold them.
std::string TomlQuoted(std::string_view text);

}  // namespace lockstep
