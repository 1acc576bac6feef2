#include "harness/cli/wrap.h"

#include <sstream>

#include "harness/manifest/source_text.h"

namespace lockstep {

std::string Wrapped(std::string_view text, std::size_t column, std::size_t indent,
                    std::size_t width) {
  std::istringstream words{std::string(text)};
  std::string wrapped;
  bool first = true;
  for (std::string word; words >> word; first = false) {
    const std::size_t size = CharacterCount(word);
    const bool fits = column + (first ? 0 : 1) + size <= width;
    if (!first && !fits) {
      wrapped += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (!first) {
      wrapped += ' ';
      ++column;
    }
    wrapped += word;
    column += size;
  }
  return wrapped;
}

}  // namespace lockstep
