#include "harness/cli/print_error.h"

#include <ostream>

namespace lockstep {

//   lockstep.toml:12:18: unknown type "flaot" (did you mean "float"?)
//      12 | args = "xs: list[flaot]"
//         |                  ^^^^^
void PrintError(std::ostream& out, const Error& error, const Style& style) {
  out << style.In("1", error.where.empty() ? "lockstep" : error.where) << ": "
      << style.In("31", error.what);
  const bool question = error.next_step.ends_with('?');
  if (question) out << " (" << error.next_step << ')';
  out << '\n';
  if (!error.excerpt.empty()) out << error.excerpt << '\n';
  if (!question && !error.next_step.empty()) out << "  " << error.next_step << '\n';
  out << std::flush;
}

}  // namespace lockstep
