// How a stream wants to be written to: colour and rewriting only on a terminal.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace lockstep {

struct Style {
  bool colour = false;
  bool rewrite = false;      // a status line may rewrite itself
  std::size_t columns = 80;  // for a status line

  // `text` in an SGR colour ("31" red, "1" bold), or as it is.
  std::string In(std::string_view sgr, std::string_view text) const;
};

using Environment = std::function<const char*(const char*)>;  // as std::getenv

// NO_COLOR (any value but the empty one) takes colour away; CI and TERM=dumb take rewriting
// away too.
Style StyleOf(bool is_terminal, std::size_t columns, const Environment& environment);
Style StyleOfDescriptor(int descriptor);

}  // namespace lockstep
