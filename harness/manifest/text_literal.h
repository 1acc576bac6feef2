// Python's string and bytes literals, escapes and all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lockstep {

struct TextLiteral {
  bool bytes = false;
  std::string value;       // generalised UTF-8, or raw bytes
  std::size_t length = 0;  // of the source it takes; 0: there is none here
  std::string problem;     // why it cannot be read, or empty
};

// The literal at the front of `source`: '..', "..", '''..''', with prefixes r, b, u, rb.
TextLiteral ReadTextLiteral(std::string_view source);

}  // namespace lockstep
