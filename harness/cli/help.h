// The help pages: `-h` fits half a screen, `--help` adds groups, defaults and examples.
#pragma once

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace lockstep {

// What a page says besides the options. A footer is only on the long page.
struct Page {
  std::string usage;   // "check TARGET [options]"
  std::string footer;  // examples, exit status
};

void SetPage(CLI::App& app, Page page);

}  // namespace lockstep
