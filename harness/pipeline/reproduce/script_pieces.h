// Pieces that scripts are put together from.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// `text` with the first `what` replaced.
inline std::string Replaced(std::string text, std::string_view what, std::string_view with) {
  const auto place = text.find(what);
  if (place != std::string::npos) text.replace(place, what.size(), with);
  return text;
}

// As a Python literal in double quotes.
inline std::string QuotedPlain(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\n') {
      quoted += "\\n";
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

}  // namespace lockstep
