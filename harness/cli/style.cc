#include "harness/cli/style.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace lockstep {

std::string Style::In(std::string_view sgr, std::string_view text) const {
  return colour ? fmt::format("\x1b[{}m{}\x1b[0m", sgr, text) : std::string(text);
}

Style StyleOf(bool is_terminal, std::size_t columns, const Environment& environment) {
  const auto is_set = [&](const char* name) {
    const char* value = environment(name);
    return value && *value;
  };
  const char* term = environment("TERM");
  const bool dumb = !term || std::string_view(term) == "dumb" || is_set("CI");
  return {is_terminal && !dumb && !is_set("NO_COLOR"), is_terminal && !dumb, columns};
}

Style StyleOfDescriptor(int descriptor) {
  winsize size{};
  const bool sized = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return StyleOf(isatty(descriptor) == 1, sized ? size.ws_col : 80, [](const char* name) {
    return std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
  });
}

}  // namespace lockstep
