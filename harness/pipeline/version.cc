#include "harness/pipeline/version.h"

#include <sys/utsname.h>

#include <algorithm>
#include <cctype>

namespace lockstep {

std::string Platform() {
  utsname names{};
  if (uname(&names) != 0) return "unknown";
  std::string system = names.sysname;
  std::transform(system.begin(), system.end(), system.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return system + "-" + names.machine;
}

}  // namespace lockstep
